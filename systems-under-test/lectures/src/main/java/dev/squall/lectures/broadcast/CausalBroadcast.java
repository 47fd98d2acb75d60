package dev.squall.lectures.broadcast;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Causal broadcast over a reliable broadcast: if one broadcast happened before another, every node delivers the two
 * messages in that order (lecture 4.2; Birman, Schiper and Stephenson, 1991). The variables have the names of the
 * lecture's pseudocode. Each message carries a vector {@code deps}: the number of each sender's messages that were
 * delivered before the broadcast.
 */
public class CausalBroadcast implements Broadcast {

    private record Received(String sender, Map<String, Long> deps, Object message) {}

    private final Environment environment;
    private final Broadcast below;
    private final Receiver above;
    private long sendSeq;
    private final Map<String, Long> delivered = new TreeMap<>();
    private final List<Received> buffer = new ArrayList<>();

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
        buffer.add(new Received(sender, (Map<String, Long>) parts.get(0), parts.get(1)));
        deliverWhatIsReady();
    }

    private void deliverWhatIsReady() {
        boolean progress;
        do {
            progress = false;
            for (Iterator<Received> each = buffer.iterator(); each.hasNext() && !progress; ) {
                Received next = each.next();
                if (isAtMost(next.deps(), delivered)) {
                    each.remove();
                    delivered.merge(next.sender(), 1L, Long::sum);
                    above.deliver(next.sender(), next.message());
                    progress = true;
                }
            }
        } while (progress);
    }

    private static boolean isAtMost(Map<String, Long> deps, Map<String, Long> delivered) {
        for (Map.Entry<String, Long> entry : deps.entrySet()) {
            if (entry.getValue() > delivered.getOrDefault(entry.getKey(), 0L)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final void receive(Message message) {
        below.receive(message);
    }
}
