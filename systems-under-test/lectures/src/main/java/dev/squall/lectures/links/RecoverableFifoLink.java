package dev.squall.lectures.links;

import dev.squall.lectures.links.LinkMessages.CumulativeAck;
import dev.squall.lectures.links.LinkMessages.Data;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.Map;
import java.util.TreeMap;

/**
 * A FIFO link over a fair-loss link for the crash-recovery model, with its counters on stable storage (lecture 2.3,
 * exercise). The source is the logged perfect link of Cachin, Guerraoui and Rodrigues, 2011, section 2.4.5.
 *
 * <p>An accepted message is delivered exactly once, in the order of sending. Sender and receiver may crash any number
 * of times, as long as both are up for long enough in the end. If the sender crashes while it accepts a message, the
 * message is either lost without a trace or delivered.
 *
 * <p>The receiver delivers a message by writing a record to stable storage, and then passes the message to the layer
 * above. After a crash between the two steps, the record shows the delivery to the next life.
 */
public class RecoverableFifoLink implements Link {

    private final Environment environment;
    private final LinkOptions options;
    private final Receiver above;
    private final Map<String, HoldBackBuffer> heldBack = new TreeMap<>();
    private LinkStore store;

    public RecoverableFifoLink(Environment environment, LinkOptions options, Receiver above) {
        this.environment = environment;
        this.options = options;
        this.above = above;
    }

    @Override
    public final void start() {
        store = new LinkStore(environment, options.compactAbove());
        environment.setTimer(options.retransmissionMillis(), this::periodically);
    }

    private void periodically() {
        store.sent()
                .forEach((to, unacknowledged) ->
                        unacknowledged.toRetransmit().forEach((number, message) -> transmit(to, number, message)));
        environment.setTimer(options.retransmissionMillis(), this::periodically);
    }

    @Override
    public final void send(String to, Object message) {
        storeAndTransmit(to, store.sentTo(to).lastNumber() + 1, message);
    }

    /**
     * Stores the message with its number, and then sends the message. In this order, no crash can make the link give
     * the same number to another message.
     */
    protected void storeAndTransmit(String to, long number, Object message) {
        store(to, number, message);
        transmit(to, number, message);
    }

    /** Writes a message to send to stable storage, and syncs. */
    protected final void store(String to, long number, Object message) {
        store.putSent(to, number, message);
        store.sync();
    }

    /** Sends a message over the fair-loss link. */
    protected final void transmit(String to, long number, Object message) {
        environment.send(to, new Data(number, message));
    }

    @Override
    public final void receive(Message message) {
        if (message.body() instanceof Data data) {
            onReceivingData(message.source(), data);
        } else if (message.body() instanceof CumulativeAck ack) {
            store.putAcknowledged(message.source(), ack.number());
        }
    }

    /**
     * Handles a message from the network. Held-back messages need not be stable, because they are not acknowledged: the
     * sender sends the messages that a crash loses again.
     */
    private void onReceivingData(String from, Data data) {
        HoldBackBuffer buffer = heldBack.computeIfAbsent(from, node -> new HoldBackBuffer(store.deliveredUpTo(node)));
        buffer.add(data.number(), data.content());
        while (buffer.hasNext()) {
            Object message = buffer.next();
            store.putDelivered(from, buffer.releasedUpTo(), message);
            store.sync();
            above.deliver(from, message);
        }
        environment.send(from, new CumulativeAck(buffer.releasedUpTo()));
    }

    @Override
    public final long backlog(String to) {
        return store.sentTo(to).backlog();
    }
}
