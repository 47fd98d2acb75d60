package dev.squall.lectures.broadcast;

import dev.squall.lectures.raft.Application;
import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.Snapshot;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.BroadcastFacts;
import dev.squall.node.protocol.Broadcasts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Total order broadcast over Raft, in the crash-recovery model (lectures 4.2 and 6.2). A node submits its messages to
 * the leader repeatedly, until the messages are delivered. If the log contains a message twice, nodes deliver only the
 * first copy. The broadcast makes progress while a quorum is up.
 *
 * <p>A new leader broadcasts a blank command (Raft paper, section 8). A leader cannot commit entries of earlier terms
 * before it commits an entry of its own term. Without the blank command, a message already delivered by one node might
 * reach the other nodes only after the next broadcast.
 */
final class RaftBroadcast implements Application {

    private static final long RETRY_MILLIS = 200;
    private static final int RETRIED_AT_ONCE_MAX = 64;
    private static final String OPERATION = "broadcast";
    private static final String BLANK = "blank";

    private final Environment environment;
    private RaftNode raft;
    private boolean hasStarted;
    private long lastTermLed;
    /** Senders of the delivered messages, by message, in the order of delivery. */
    private final Map<Object, String> delivered = new LinkedHashMap<>();
    /** Clients' requests that wait for the delivery of their message, by message. */
    private final Map<Object, Message> waiting = new LinkedHashMap<>();

    RaftBroadcast(Environment environment) {
        this.environment = environment;
    }

    /** Sets the Raft node of this application, once, before the node starts. */
    void standOn(RaftNode node) {
        raft = node;
    }

    @Override
    public void onMessage(RaftNode node, Message message) {
        if (message.body() instanceof Broadcasts.Broadcast request) {
            environment.journal(new BroadcastFacts.Broadcast(request.message()));
            waiting.put(request.message(), message);
            submit(request.message());
        } else if (message.body() instanceof Broadcasts.Read) {
            environment.reply(message, new Broadcasts.ReadOk(new ArrayList<>(delivered.keySet())));
        } else if (message.body() instanceof Broadcasts.Topology) {
            environment.reply(message, new Broadcasts.TopologyOk());
        } else if (message.body() instanceof ForwardRequest request && raft.isLeader()) {
            raft.broadcast(request.command());
        }
    }

    private void submit(Object message) {
        Command command = new Command(environment.nodeId(), 0, OPERATION, null, null, message);
        if (raft.isLeader()) {
            raft.broadcast(command);
        } else if (raft.currentLeader() != null) {
            environment.send(raft.currentLeader(), new ForwardRequest(command));
        }
    }

    private void periodically() {
        if (raft.isLeader() && raft.currentTerm() > lastTermLed) {
            lastTermLed = raft.currentTerm();
            raft.broadcast(new Command(environment.nodeId(), 0, BLANK, null, null, null));
        }
        List.copyOf(waiting.keySet()).stream().limit(RETRIED_AT_ONCE_MAX).forEach(this::submit);
        environment.setTimer(RETRY_MILLIS, this::periodically);
    }

    @Override
    public void deliver(long index, Command command) {
        Object message = command.to();
        if (command.operation().equals(OPERATION) && delivered.putIfAbsent(message, command.client()) == null) {
            tellDelivery(delivered.size(), message, command.client());
        }
    }

    private void tellDelivery(long number, Object message, String sender) {
        if (sender.equals(environment.nodeId())) {
            // The broadcast is journalled a second time, because a crash may have lost the first fact.
            environment.journal(new BroadcastFacts.Broadcast(message));
        }
        environment.journal(new BroadcastFacts.DeliveredAt(number, message));
        Message request = waiting.remove(message);
        if (request != null) {
            environment.journal(new BroadcastFacts.Accepted(message));
            environment.reply(request, new Broadcasts.BroadcastOk());
        }
    }

    @Override
    public void onTruncated(long length) {
        // The node submits messages of truncated entries to the leader again.
    }

    @Override
    public Snapshot snapshot(long length, long lastTerm) {
        List<Snapshot.KeyValue> messages = new ArrayList<>();
        delivered.forEach((message, sender) -> messages.add(new Snapshot.KeyValue(message, sender)));
        return new Snapshot(length, lastTerm, messages, List.of());
    }

    /** Handles the start of the node, and the receipt of a snapshot from the leader. */
    @Override
    public void restore(Snapshot snapshot) {
        if (!hasStarted) {
            hasStarted = true;
            environment.journal(new BroadcastFacts.Resumed());
            environment.setTimer(RETRY_MILLIS, this::periodically);
        }
        for (Snapshot.KeyValue message : snapshot.values()) {
            if (delivered.putIfAbsent(message.key(), (String) message.value()) == null) {
                tellDelivery(delivered.size(), message.key(), (String) message.value());
            }
        }
    }
}
