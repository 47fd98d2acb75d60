package dev.squall.lectures.logical;

import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import dev.squall.node.protocol.ClockFacts;
import dev.squall.node.protocol.ClockFacts.Remembered;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Links;
import dev.squall.node.protocol.LogicalClocks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A node that gives each of its events a timestamp from its logical clock (lecture 4.1). The node sends messages
 * directly over the network, because a logical clock needs no reliable link.
 *
 * <p>An event is on stable storage before its timestamp leaves the node. So a restarted node continues its clock, and
 * never reuses a timestamp. The record of a receipt becomes stable with the node's next event. After an earlier crash,
 * the receipt counts as a lost message, which the model allows.
 */
final class ClockNode implements Node {

    /** Number of records above which the node keeps only the last {@link ClockFacts.Recovered#EVENTS_MAX} records. */
    private static final int RECORDS_MAX = 2 * ClockFacts.Recovered.EVENTS_MAX;

    private final Environment environment;
    private final LogicalClock clock;
    private final Deque<Remembered> lastEvents = new ArrayDeque<>();
    private final List<Fact> unstableReceipts = new ArrayList<>();
    private int recordCount;

    ClockNode(Environment environment, LogicalClock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public void start() {
        for (StableRecord stored : environment.storage().read()) {
            remember((Remembered) stored);
        }
        clock.initialise(
                environment.nodeId(),
                lastEvents.isEmpty() ? null : lastEvents.getLast().timestamp());
        environment.journal(new ClockFacts.Recovered(List.copyOf(lastEvents)));
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof LogicalClocks.Event) {
            onRequestForEvent(message);
        } else if (message.body() instanceof Links.Send send) {
            onRequestToSend(message, send);
        } else if (message.body() instanceof Stamped stamped) {
            onReceiving(message.source(), stamped);
        } else {
            String text = "this node knows the requests event and send";
            environment.reply(message, new ErrorReply(ErrorCode.NOT_SUPPORTED, text));
        }
    }

    private void onRequestForEvent(Message request) {
        Object timestamp = clock.onEvent();
        store(new Remembered(Remembered.EVENT, "", null, timestamp));
        makeStable(new ClockFacts.Event(timestamp));
        environment.reply(request, new LogicalClocks.EventOk(timestamp));
    }

    private void onRequestToSend(Message request, Links.Send send) {
        String to = send.to();
        if (!environment.nodeIds().contains(to)) {
            String text = "there is no node " + to + ", expected one of " + environment.nodeIds();
            environment.reply(request, new ErrorReply(ErrorCode.MALFORMED_REQUEST, text));
            return;
        }
        Object timestamp = clock.onRequestToSend();
        store(new Remembered(Remembered.SENT, to, send.message(), timestamp));
        makeStable(new ClockFacts.Sent(to, send.message(), timestamp));
        environment.send(to, new Stamped(timestamp, send.message()));
        environment.reply(request, new Links.SendOk());
    }

    private void onReceiving(String from, Stamped stamped) {
        Object timestamp = clock.onReceiving(stamped.timestamp());
        store(new Remembered(Remembered.RECEIVED, from, stamped.message(), timestamp));
        unstableReceipts.add(new ClockFacts.Received(from, stamped.message(), timestamp));
    }

    private void store(Remembered event) {
        remember(event);
        if (recordCount >= RECORDS_MAX) {
            environment.storage().replace(List.copyOf(lastEvents));
            recordCount = lastEvents.size();
        } else {
            environment.storage().append(event);
        }
    }

    /** Makes all stored events stable, and then journals the stored receipts and the latest event. */
    private void makeStable(Fact latest) {
        environment.storage().sync();
        unstableReceipts.forEach(environment::journal);
        unstableReceipts.clear();
        environment.journal(latest);
    }

    private void remember(Remembered event) {
        recordCount++;
        lastEvents.add(event);
        if (lastEvents.size() > ClockFacts.Recovered.EVENTS_MAX) {
            lastEvents.remove();
        }
    }
}
