package dev.squall.world.simulated;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import dev.squall.node.Timer;

/** Nodes that show what a simulated cluster does to them. */
final class TestNodes {

    private TestNodes() {}

    record Ping(String text) implements Body {}

    record Add(int amount, boolean synced) implements Body {}

    record Total(int total) implements Body {}

    record Added(int amount) implements StableRecord {}

    record Started() implements Fact {}

    record Ticked(String timer) implements Fact {}

    record Got(Body body) implements Fact {}

    /** Answers a ping by the same, and fails at anything else. */
    record Echo(Environment environment) implements Node {

        @Override
        public void start() {}

        @Override
        public void receive(Message message) {
            if (!(message.body() instanceof Ping)) {
                throw new IllegalStateException("cannot echo " + message.body());
            }
            environment.reply(message, message.body());
        }
    }

    /** Passes what clients say to the last node, which answers client c0. */
    record Relay(Environment environment) implements Node {

        @Override
        public void start() {
            environment.journal(new Started());
        }

        @Override
        public void receive(Message message) {
            String last = environment.nodeIds().get(environment.nodeIds().size() - 1);
            environment.send(message.isFromClient() ? last : "c0", message.body());
        }
    }

    /** Adds up, in memory, what is also on its disk. */
    static final class Counter implements Node {

        private final Environment environment;
        private int total;

        Counter(Environment environment) {
            this.environment = environment;
        }

        @Override
        public void start() {
            for (StableRecord written : environment.storage().read()) {
                total += ((Added) written).amount();
            }
        }

        @Override
        public void receive(Message message) {
            Add add = (Add) message.body();
            total += add.amount();
            environment.storage().append(new Added(add.amount()));
            if (add.synced()) {
                environment.storage().sync();
            }
            environment.reply(message, new Total(total));
        }
    }

    /**
     * Notes what it gets and when its timers fire; a ping {@code "10"} sets a timer of that name and that many
     * milliseconds, and a ping {@code "cancel"} cancels the timer last set.
     */
    static final class TimerNode implements Node {

        private final Environment environment;
        private Timer last;

        TimerNode(Environment environment) {
            this.environment = environment;
        }

        @Override
        public void start() {
            environment.journal(new Started());
        }

        @Override
        public void receive(Message message) {
            String text = ((Ping) message.body()).text();
            environment.journal(new Got(message.body()));
            if (text.equals("cancel")) {
                last.cancel();
            } else {
                last = environment.setTimer(Long.parseLong(text), () -> environment.journal(new Ticked(text)));
            }
        }
    }
}
