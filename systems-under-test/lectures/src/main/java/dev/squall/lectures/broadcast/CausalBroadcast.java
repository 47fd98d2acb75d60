package dev.squall.lectures.broadcast;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Causal broadcast over a reliable broadcast: if one broadcast happened before another, every node delivers the two
 * messages in that order (lecture 4.2; Birman, Schiper and Stephenson, 1991). The variables have the names of the
 * lecture's pseudocode. Each message carries a vector {@code deps}: the number of each sender's messages that were
 * delivered before the broadcast.
 */
public class CausalBroadcast implements Broadcast {

    /**
     * A message that was received.
     *
     * @param number number of the message in the order of receipt
     */
    private record Received(long number, String sender, Map<String, Long> deps, Object message) {}

    /** A node and a number of its messages, which a received message waits for. */
    private record Dependency(String sender, long count) {}

    private final Environment environment;
    private final Broadcast below;
    private final Receiver above;
    private long sendSeq;
    private final Map<String, Long> delivered = new TreeMap<>();

    /** The messages of the lecture's buffer that must wait, each by one dependency that is not delivered. */
    private final Map<Dependency, List<Received>> waiting = new HashMap<>();

    /** The messages of the lecture's buffer that can be delivered, in the order of receipt. */
    private final PriorityQueue<Received> ready = new PriorityQueue<>(Comparator.comparingLong(Received::number));

    private long receivedCount;

    /**
     * @param below factory of the reliable broadcast; its argument is the receiver of that broadcast's deliveries
     * @param above receiver of this broadcast's deliveries
     */
    public CausalBroadcast(Environment environment, Function<Receiver, Broadcast> below, Receiver above) {
        this.environment = environment;
        this.below = below.apply(this::onDeliveryFromBelow);
        this.above = above;
    }

    @Override
    public final void start() {
        below.start();
    }

    @Override
    public final void broadcast(Object message) {
        Map<String, Long> deps = new TreeMap<>(delivered);
        deps.put(environment.nodeId(), ownDependency(sendSeq));
        sendSeq = sendSeq + 1;
        below.broadcast(Arrays.asList(deps, message));
    }

    /**
     * Returns the number of this node's own messages that a new message depends on.
     *
     * @param sent number of messages that this node broadcast before
     */
    protected long ownDependency(long sent) {
        return sent;
    }

    @SuppressWarnings("unchecked")
    private void onDeliveryFromBelow(String sender, Object content) {
        List<?> parts = (List<?>) content;
        receivedCount++;
        addToBuffer(new Received(receivedCount, sender, (Map<String, Long>) parts.get(0), parts.get(1)));
        deliverWhatIsReady();
    }

    /** Adds a message to {@code waiting} or {@code ready}. */
    private void addToBuffer(Received received) {
        for (Map.Entry<String, Long> entry : received.deps().entrySet()) {
            if (entry.getValue() > delivered.getOrDefault(entry.getKey(), 0L)) {
                Dependency missing = new Dependency(entry.getKey(), entry.getValue());
                waiting.computeIfAbsent(missing, unknown -> new ArrayList<>()).add(received);
                return;
            }
        }
        ready.add(received);
    }

    /** Delivers the messages with delivered dependencies, the one that was received first before the others. */
    private void deliverWhatIsReady() {
        while (!ready.isEmpty()) {
            Received next = ready.remove();
            long count = delivered.merge(next.sender(), 1L, Long::sum);
            // The search for other messages is before the delivery, because the receiver may broadcast within it.
            List<Received> freed = waiting.remove(new Dependency(next.sender(), count));
            if (freed != null) {
                freed.forEach(this::addToBuffer);
            }
            above.deliver(next.sender(), next.message());
        }
    }

    @Override
    public final void receive(Message message) {
        below.receive(message);
    }
}
