package dev.squall.lectures.broadcast;

import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Eager reliable broadcast: the first time that a node receives a message, it broadcasts the message again (lecture
 * 4.3; Cachin, Guerraoui and Rodrigues, 2011, algorithm 3.3). If a correct node delivers a message, then every correct
 * node does, even if the sender crashes. Costs n(n - 1) messages.
 *
 * <p>A node may deliver a message and crash before its copies arrive. So agreement is not uniform.
 */
public class EagerReliableBroadcast implements Broadcast {

    private record Identity(String sender, long number) {}

    private final Environment environment;
    private final Broadcast below;
    private final Receiver above;
    private final Set<Identity> received = new HashSet<>();
    private long sentCount;

    /**
     * @param below makes the best-effort broadcast, given its receiver
     * @param above takes this broadcast's deliveries
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

    /** Passes a message on, before it is delivered. */
    protected void rebroadcast(Broadcast bestEffort, Object content) {
        bestEffort.broadcast(content);
    }

    @Override
    public final void receive(Message message) {
        below.receive(message);
    }
}
