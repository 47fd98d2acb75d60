package dev.squall.explore.world;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.Timer;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Echo;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Nodes whose handlers do what a hash of their state and of the message says: send, set and cancel timers, append,
 * sync. The order of any two events at a node shows in the facts that the node notes.
 */
final class RandomNodes implements NodeProgram {

    /** Messages after which a node sends no more, so that every schedule ends. */
    private static final int MESSAGES_MAX = 2;

    record Number(long number) implements Body {}

    record Stored(long number) implements StableRecord {}

    record Seen(long state) implements Fact {}

    private final long seed;
    private final boolean isReadable;

    RandomNodes(long seed) {
        this(seed, true);
    }

    /** @param isReadable false if the nodes hold an object whose state cannot be read */
    RandomNodes(long seed, boolean isReadable) {
        this.seed = seed;
        this.isReadable = isReadable;
    }

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        return new RandomNode(environment);
    }

    @Override
    public Vocabulary vocabulary() {
        return new Vocabulary(List.of(Number.class), List.of(Stored.class), List.of(Seen.class))
                .withBodies(Echo.VOCABULARY);
    }

    private final class RandomNode implements Node {

        private final Environment environment;
        private final Object lock = isReadable ? "none" : new ReentrantLock();
        private long state;
        private int sent;
        private Timer timer;

        RandomNode(Environment environment) {
            this.environment = environment;
        }

        @Override
        public void start() {
            environment.storage().read().forEach(record -> state = 31 * state + ((Stored) record).number());
            act(1);
        }

        @Override
        public void receive(Message message) {
            if (message.body() instanceof Number number) {
                act(number.number());
            } else {
                act(2);
                environment.reply(message, new Echo.EchoOk(state));
            }
        }

        private void act(long input) {
            state = 31 * state + input;
            environment.journal(new Seen(state));
            SplittableRandom choice = new SplittableRandom(new SplittableRandom(seed ^ state).nextLong());
            if (choice.nextInt(2) == 0) {
                environment.storage().append(new Stored(state));
            }
            if (choice.nextInt(2) == 0 && sent < MESSAGES_MAX) {
                sent++;
                List<String> nodes = environment.nodeIds();
                environment.send(nodes.get(choice.nextInt(nodes.size())), new Number(choice.nextInt(9)));
            }
            if (choice.nextInt(2) == 0) {
                environment.storage().sync();
            }
            if (timer != null && choice.nextInt(3) == 0) {
                timer.cancel();
            }
            if (choice.nextInt(2) == 0) {
                timer = environment.setTimer(choice.nextInt(5), () -> act(3));
            }
        }
    }
}
