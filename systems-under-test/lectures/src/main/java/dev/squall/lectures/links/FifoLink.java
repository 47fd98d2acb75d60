package dev.squall.lectures.links;

import dev.squall.node.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A FIFO link over a reliable link, by sequence numbers and a hold-back buffer (lecture 2.3, exercise). Messages from
 * one node to another are delivered exactly once, in the order of sending. The FIFO link tolerates the same failures as
 * the link below.
 */
public class FifoLink implements Link {

    private final Link below;
    private final Receiver above;
    private final Map<String, Long> sentCount = new TreeMap<>();
    private final Map<String, HoldBackBuffer> heldBack = new TreeMap<>();

    /**
     * @param below factory of the reliable link; its argument is the receiver of that link's deliveries
     * @param above receiver of this link's deliveries
     */
    public FifoLink(Function<Receiver, Link> below, Receiver above) {
        this.below = below.apply(this::onDeliveryFromBelow);
        this.above = above;
    }

    @Override
    public final void start() {
        below.start();
    }

    @Override
    public final void send(String to, Object message) {
        long sequenceNumber = sentCount.merge(to, 1L, Long::sum);
        below.send(to, Arrays.asList(sequenceNumber, message));
    }

    private void onDeliveryFromBelow(String from, Object content) {
        List<?> numbered = (List<?>) content;
        onReceiving(from, (Long) numbered.get(0), numbered.get(1));
    }

    /** Handles a message with its sequence number, delivered by the link below. */
    protected void onReceiving(String from, long sequenceNumber, Object message) {
        HoldBackBuffer buffer = heldBack.computeIfAbsent(from, node -> new HoldBackBuffer(0));
        buffer.add(sequenceNumber, message);
        while (buffer.hasNext()) {
            deliver(from, buffer.next());
        }
    }

    /** Delivers a message to the layer above. */
    protected final void deliver(String from, Object message) {
        above.deliver(from, message);
    }

    @Override
    public final void receive(Message message) {
        below.receive(message);
    }

    @Override
    public final void giveUp(String to) {
        below.giveUp(to);
    }

    @Override
    public final long backlog(String to) {
        return below.backlog(to);
    }
}
