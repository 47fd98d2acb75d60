package starters;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Exercise: eager reliable broadcast over best-effort broadcast (lecture 4.3). The broadcast below sends a message to
 * every node, over reliable links. Here every correct node delivers each message once, even if its sender crashes.
 */
public final class ReliableBroadcast implements Broadcast {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new BroadcastProgram() {
                @Override
                protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Receiver above) {
                    return new ReliableBroadcast(environment, upper -> bestEffort(environment, options, upper), above);
                }
            });
        }
    }

    private final Environment environment;
    private final Broadcast below;
    private final Receiver above;

    /** The messages that this node has received. */
    private final Set<Object> received = new HashSet<>();

    ReliableBroadcast(Environment environment, Function<Receiver, Broadcast> below, Receiver above) {
        this.environment = environment;
        this.below = below.apply(this::onDeliveryFromBelow);
        this.above = above;
    }

    @Override
    public void start() {
        below.start();
    }

    /** On request to broadcast message m. The broadcast below takes any JSON, such as a list of the sender and m. */
    @Override
    public void broadcast(Object m) {
        throw new Starters.NotWritten("broadcast: broadcast message m with its sender by the broadcast below");
    }

    /** On delivery by the broadcast below, from node i. Deliver with {@code above.deliver(sender, m)}. */
    private void onDeliveryFromBelow(String i, Object content) {
        throw new Starters.NotWritten("onDeliveryFromBelow: the first time, broadcast the message again, and deliver");
    }

    @Override
    public void receive(Message message) {
        below.receive(message);
    }
}
