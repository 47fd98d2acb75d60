package dev.squall.lectures.broadcast;

import dev.squall.node.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * FIFO broadcast over a reliable broadcast: every node delivers one sender's messages in the order of sending (lecture
 * 4.2). The variables have the names of the lecture's pseudocode.
 */
public class FifoBroadcast implements Broadcast {

    private final Broadcast below;
    private final Receiver above;
    private long sendSeq;
    private final Map<String, Long> delivered = new TreeMap<>();
    private final Map<String, Map<Long, Object>> buffer = new TreeMap<>();

    /**
     * @param below factory of the reliable broadcast; its argument is the receiver of that broadcast's deliveries
     * @param above receiver of this broadcast's deliveries
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

    /** Handles a message with its sequence number that the broadcast below delivers. */
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
