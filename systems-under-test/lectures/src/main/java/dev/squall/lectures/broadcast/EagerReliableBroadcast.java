package dev.squall.lectures.broadcast;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Eager reliable broadcast: a node rebroadcasts each message on its first receipt (lecture 4.3; Cachin, Guerraoui and
 * Rodrigues, 2011, algorithm 3.3). If one correct node delivers a message, then every correct node delivers the
 * message, even if the sender crashes. A broadcast costs n(n - 1) messages.
 *
 * <p>Agreement is not uniform, because a node may deliver a message and crash before its copies arrive.
 */
public class EagerReliableBroadcast implements Broadcast {

    private record Identity(String sender, long number) {}

    private final Environment environment;
    private final Broadcast below;
    private final Receiver above;
    private final Set<Identity> received = new HashSet<>();
    private long sentCount;

    /**
     * @param below factory of the best-effort broadcast; its argument is the receiver of that broadcast's deliveries
     * @param above receiver of this broadcast's deliveries
     */
    public EagerReliableBroadcast(Environment environment, Function<Receiver, Broadcast> below, Receiver above) {
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
        sentCount++;
        below.broadcast(Arrays.asList(environment.nodeId(), sentCount, message));
    }

    private void onDeliveryFromBelow(String from, Object content) {
        List<?> parts = (List<?>) content;
        String sender = (String) parts.get(0);
        if (received.add(new Identity(sender, (Long) parts.get(1)))) {
            if (!sender.equals(environment.nodeId())) {
                rebroadcast(below, content);
            }
            above.deliver(sender, parts.get(2));
        }
    }

    /** Rebroadcasts a message to all nodes, before the local node delivers the message. */
    protected void rebroadcast(Broadcast bestEffort, Object content) {
        bestEffort.broadcast(content);
    }

    @Override
    public final void receive(Message message) {
        below.receive(message);
    }
}
