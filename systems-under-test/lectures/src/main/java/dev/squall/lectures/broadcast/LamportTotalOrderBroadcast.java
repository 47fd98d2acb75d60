package dev.squall.lectures.broadcast;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Total order broadcast by Lamport timestamps (lecture 4.2; Lamport, 1978). Nodes deliver messages in the order of
 * their timestamps, and equal timestamps in the order of the senders' names. A node delivers a message once every
 * node's last timestamp is at least the message's: over FIFO links, no smaller timestamp can follow. If any node
 * crashes, no message is delivered any more. A broadcast costs n(n - 1) messages, because every node sends its clock to
 * all others.
 */
public class LamportTotalOrderBroadcast implements Broadcast {

    private record Timestamp(long time, String node) implements Comparable<Timestamp> {

        @Override
        public int compareTo(Timestamp other) {
            return time != other.time ? Long.compare(time, other.time) : node.compareTo(other.node);
        }
    }

    private final Environment environment;
    private final Broadcast below;
    private final Receiver above;
    private long t;
    private final Map<String, Long> lastHeard = new TreeMap<>();
    private final TreeMap<Timestamp, Object> queue = new TreeMap<>();

    /**
     * @param below factory of a best-effort broadcast over FIFO links; its argument is the receiver of that broadcast's
     *     deliveries
     * @param above receiver of this broadcast's deliveries
     */
    public LamportTotalOrderBroadcast(Environment environment, Function<Receiver, Broadcast> below, Receiver above) {
        this.environment = environment;
        this.below = below.apply(this::onDeliveryFromBelow);
        this.above = above;
    }

    @Override
    public final void start() {
        environment.nodeIds().forEach(node -> lastHeard.put(node, 0L));
        below.start();
    }

    @Override
    public final void broadcast(Object message) {
        t = t + 1;
        below.broadcast(Arrays.asList(t, message));
    }

    private void onDeliveryFromBelow(String from, Object content) {
        List<?> parts = (List<?>) content;
        long timestamp = (Long) parts.get(0);
        boolean isMessage = parts.size() > 1;
        lastHeard.put(from, timestamp);
        if (isMessage) {
            queue.put(new Timestamp(timestamp, from), parts.get(1));
        }
        if (!from.equals(environment.nodeId())) {
            t = Math.max(t, timestamp) + 1;
            if (isMessage) {
                below.broadcast(List.of(t));
            }
        }
        while (!queue.isEmpty() && isStable(queue.firstKey().time(), lastHeard.values())) {
            Timestamp first = queue.firstKey();
            above.deliver(first.node(), queue.remove(first));
        }
    }

    /**
     * Returns true if no message with a smaller timestamp can follow.
     *
     * @param time timestamp of the first message in the queue
     * @param heard last timestamp received from each node
     */
    protected boolean isStable(long time, Collection<Long> heard) {
        return heard.stream().allMatch(last -> last >= time);
    }

    @Override
    public final void receive(Message message) {
        below.receive(message);
    }
}
