package dev.squall.node.host;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import java.util.List;
import java.util.Map;

/** A durable counter for tests of hosts and worlds. Some requests make its host's behaviour visible. */
public final class CounterProgram implements NodeProgram {

    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(
                    Add.class,
                    Total.class,
                    TotalOk.class,
                    Tell.class,
                    Told.class,
                    Clock.class,
                    ClockOk.class,
                    Later.class,
                    Misbehave.class),
            List.of(Added.class),
            List.of(Heard.class));

    /** Adds an amount. The reply is {@link TotalOk}. */
    public record Add(long amount, boolean synced) implements Body {}

    /** Asks for the total. */
    public record Total() implements Body {}

    /** The total, and the node's options. */
    public record TotalOk(long total, Map<String, String> options) implements Body {}

    /** Makes the node send a {@link Told} to another node. */
    public record Tell(String destination, String text) implements Body {}

    /** A message between nodes. The receiver journals it as {@link Heard}. */
    public record Told(String text) implements Body {}

    public record Clock() implements Body {}

    public record ClockOk(long wallNanos) implements Body {}

    /** Asks for a {@link TotalOk} after a delay. */
    public record Later(long delayMillis) implements Body {}

    /** Makes the node misbehave: {@code throw}, {@code hang}, or {@code print}. */
    public record Misbehave(String how) implements Body {}

    public record Added(long amount) implements StableRecord {}

    public record Heard(String text) implements Fact {}

    @Override
    public Node create(Environment environment, Map<String, String> options) {
        if (options.containsKey("bad")) {
            throw new IllegalArgumentException("unknown option 'bad': expected none of that name");
        }
        return new Counter(environment, options);
    }

    @Override
    public Vocabulary vocabulary() {
        return VOCABULARY;
    }

    private static final class Counter implements Node {

        private final Environment environment;
        private final Map<String, String> options;
        private long total;

        Counter(Environment environment, Map<String, String> options) {
            this.environment = environment;
            this.options = options;
        }

        @Override
        public void start() {
            for (StableRecord stableRecord : environment.storage().read()) {
                total += ((Added) stableRecord).amount();
            }
        }

        @Override
        public void receive(Message message) {
            Body body = message.body();
            if (body instanceof Add add) {
                add(add);
                environment.reply(message, total());
            } else if (body instanceof Total) {
                environment.reply(message, total());
            } else if (body instanceof Tell tell) {
                environment.send(tell.destination(), new Told(tell.text()));
            } else if (body instanceof Told told) {
                environment.journal(new Heard(told.text()));
            } else if (body instanceof Clock) {
                environment.reply(message, new ClockOk(environment.wallClockNanos()));
            } else if (body instanceof Later later) {
                environment.setTimer(later.delayMillis(), () -> environment.reply(message, total()));
            } else if (body instanceof Misbehave misbehave) {
                misbehave(misbehave.how());
            }
        }

        private void add(Add add) {
            environment.storage().append(new Added(add.amount()));
            total += add.amount();
            if (add.synced()) {
                environment.storage().sync();
            }
        }

        private TotalOk total() {
            return new TotalOk(total, options);
        }

        private void misbehave(String how) {
            switch (how) {
                case "throw" -> throw new IllegalStateException("told to throw");
                case "print" -> System.out.println("hello from the program itself");
                default -> {
                    while (!Thread.interrupted()) {
                        Thread.onSpinWait();
                    }
                }
            }
        }
    }
}
