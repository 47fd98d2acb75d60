package starters;

import dev.squall.lectures.broadcast.Broadcast;
import dev.squall.lectures.broadcast.BroadcastOptions;
import dev.squall.lectures.broadcast.BroadcastProgram;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Exercise: causal broadcast over reliable broadcast (lectures 4.2 and 4.3). If the broadcast of m happened before the
 * broadcast of m', every node delivers m before m'.
 */
public final class CausalBroadcast implements Broadcast {

    public static final class Program extends Starters.Program {
        public Program() {
            super(new BroadcastProgram() {
                @Override
                protected Broadcast newBroadcast(Environment environment, BroadcastOptions options, Receiver above) {
                    return new CausalBroadcast(environment, upper -> eager(environment, options, upper), above);
                }
            });
        }
    }

    private final Environment environment;
    private final Broadcast below;
    private final Receiver above;

    /** Number of messages that this node has broadcast. */
    private long sendSeq;

    /** By sender: number of messages that this node has delivered. */
    private final Map<String, Long> delivered = new TreeMap<>();

    /** What cannot be delivered yet. */
    private final List<Object> buffer = new ArrayList<>();

    CausalBroadcast(Environment environment, Function<Receiver, Broadcast> below, Receiver above) {
        this.environment = environment;
        this.below = below.apply(this::onDeliveryFromBelow);
        this.above = above;
    }

    @Override
    public void start() {
        below.start();
    }

    /** On request to broadcast message m. The broadcast below takes any JSON, such as a list of deps and m. */
    @Override
    public void broadcast(Object m) {
        throw new Starters.NotWritten("broadcast: broadcast deps and message m by the broadcast below");
    }

    /** On delivery by the broadcast below. Deliver with {@code above.deliver(sender, m)}. */
    private void onDeliveryFromBelow(String sender, Object content) {
        throw new Starters.NotWritten(
                "onDeliveryFromBelow: buffer the message, and deliver each whose deps this node has delivered");
    }

    @Override
    public void receive(Message message) {
        below.receive(message);
    }
}
