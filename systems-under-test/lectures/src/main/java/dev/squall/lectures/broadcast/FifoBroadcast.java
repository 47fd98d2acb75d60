package dev.squall.lectures.broadcast;

import dev.squall.node.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * FIFO broadcast over a reliable broadcast: the messages of one sender are delivered in the order sent (lecture 4.2).
 * The variables are those of the lecture's pseudocode.
 */
public class FifoBroadcast implements Broadcast {

    private final Broadcast below;
    private final Receiver above;
    private long sendSeq;
    private final Map<String, Long> delivered = new TreeMap<>();
    private final Map<String, Map<Long, Object>> buffer = new TreeMap<>();

    /**
     * @param below makes the reliable broadcast, given its receiver
     * @param above takes this broadcast's deliveries
     */
    public FifoBroadcast(Function<Receiver, Broadcast> below, Receiver above) {
        this.below = below.apply(this::onDeliveryFromBelow);
        this.above = above;
    }

    @Override
    public final void start() {
        below.start();
    }

    @Override
    public final void broadcast(Object message) {
        below.broadcast(Arrays.asList(sendSeq, message));
        sendSeq = sendSeq + 1;
    }

    private void onDeliveryFromBelow(String sender, Object content) {
        List<?> parts = (List<?>) content;
        onReceiving(sender, (Long) parts.get(0), parts.get(1));
    }

    /** Handles a message with its sequence number, delivered by the broadcast below. */
    protected void onReceiving(String sender, long sequenceNumber, Object message) {
        Map<Long, Object> ofSender = buffer.computeIfAbsent(sender, node -> new TreeMap<>());
        ofSender.put(sequenceNumber, message);
        while (ofSender.containsKey(delivered.getOrDefault(sender, 0L))) {
            long next = delivered.getOrDefault(sender, 0L);
            delivered.put(sender, next + 1);
            deliver(sender, ofSender.remove(next));
        }
    }

    /** Delivers a message to the layer above. */
    protected final void deliver(String sender, Object message) {
        above.deliver(sender, message);
    }

    @Override
    public final void receive(Message message) {
        below.receive(message);
    }
}
