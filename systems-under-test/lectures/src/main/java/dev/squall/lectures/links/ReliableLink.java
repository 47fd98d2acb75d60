package dev.squall.lectures.links;

import dev.squall.lectures.links.LinkMessages.Ack;
import dev.squall.lectures.links.LinkMessages.Data;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A reliable link over a fair-loss link, by retransmission and deduplication (lecture 2.3; Cachin, Guerraoui and
 * Rodrigues, 2011, algorithms 2.1 and 2.2). In the crash-stop model, a message between correct nodes is delivered
 * exactly once. Messages may be delivered in any order.
 */
public class ReliableLink implements Link {

    private final Environment network;
    private final BiConsumer<String, Body> below;
    private final LinkOptions options;
    private final Receiver above;
    private final Map<String, Unacknowledged> sent = new TreeMap<>();
    private final Map<String, ReceivedNumbers> received = new TreeMap<>();

    public ReliableLink(Environment network, LinkOptions options, Receiver above) {
        // A lambda instead of network::send: the method reference would evaluate the environment before the node
        // starts.
        this(network, (to, body) -> network.send(to, body), options, above);
    }

    /** @param below function that sends a message to a node over the fair-loss link */
    ReliableLink(Environment network, BiConsumer<String, Body> below, LinkOptions options, Receiver above) {
        this.network = network;
        this.below = below;
        this.options = options;
        this.above = above;
    }

    @Override
    public final void start() {
        network.setTimer(options.retransmissionMillis(), this::periodically);
    }

    private void periodically() {
        retransmit();
        network.setTimer(options.retransmissionMillis(), this::periodically);
    }

    @Override
    public final void send(String to, Object message) {
        long number = sentTo(to).add(message);
        below.accept(to, new Data(number, message));
    }

    /** Sends unacknowledged messages again. */
    protected void retransmit() {
        sent.forEach((to, unacknowledged) -> unacknowledged
                .toRetransmit()
                .forEach((number, message) -> below.accept(to, new Data(number, message))));
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Data data) {
            onReceivingData(message.source(), data);
        } else if (message.body() instanceof Ack ack) {
            sentTo(message.source()).acknowledged(ack.number());
        }
    }

    private void onReceivingData(String from, Data data) {
        if (isFirstReceipt(from, data.number())) {
            above.deliver(from, data.content());
        }
        below.accept(from, new Ack(data.number()));
    }

    /** Records the number of a received message, and returns true if the number is new. */
    protected boolean isFirstReceipt(String from, long number) {
        return received.computeIfAbsent(from, node -> new ReceivedNumbers()).add(number);
    }

    @Override
    public final void giveUp(String to) {
        sentTo(to).acknowledgedUpTo(Long.MAX_VALUE);
    }

    @Override
    public final long backlog(String to) {
        return sentTo(to).backlog();
    }

    private Unacknowledged sentTo(String to) {
        return sent.computeIfAbsent(to, node -> new Unacknowledged());
    }
}
