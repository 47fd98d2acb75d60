package dev.squall.check.linear;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Histories of a linearizable CAS register, initially 0, made by clients in closed loops. Latency is uniform in 1 to 10
 * ms, think time in 0 to 1 ms; reads, writes and CAS are a third each. Each operation takes effect at a uniform instant
 * inside its interval. A CAS that finds another value completes {@code :fail}. Of the operations that crash half take
 * effect, and the client goes on as another process.
 */
public final class GeneratedHistories {

    /**
     * Parameters of a generated history.
     *
     * @param values written are 0 to one less
     * @param crashed the probability that an operation completes {@code :info}
     */
    public record Shape(int operations, int clients, int values, double crashed, long seed) {}

    private static final long EARLY_NANOS = 5_000_000;
    private static final int WRITER = 1_000_000_000;

    private record Event(long time, long order, Runnable action) {}

    private final Shape shape;
    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
    private final List<Operation> history = new ArrayList<>();
    private long now;
    private long order;
    private int begun;
    private Object register = 0L;

    private GeneratedHistories(Shape shape) {
        this.shape = shape;
        this.random = new Random(shape.seed());
    }

    /** Returns a history that has a linearization. */
    public static History valid(Shape shape) {
        return new GeneratedHistories(shape).run();
    }

    /** Returns the history whose last read returns a value that was written once, early, and overwritten long since. */
    public static History stale(Shape shape) {
        Long unique = (long) shape.values();
        GeneratedHistories generator = new GeneratedHistories(shape);
        generator.at(EARLY_NANOS, () -> generator.perform(WRITER, "write", unique, false));
        List<Operation> operations = new ArrayList<>(generator.run().operations());
        for (int i = operations.size() - 1; i >= 0; i--) {
            Operation o = operations.get(i);
            if (o.type() == Type.OK && o.function().equals("read")) {
                operations.set(i, operation(Type.OK, o.process(), "read", unique));
                return History.of(operations);
            }
        }
        throw new IllegalStateException("no read completed, so none can be made stale: " + shape);
    }

    /**
     * Returns a history whose last read that can return an overwritten one of the usual values does so.
     *
     * @throws IllegalStateException if there is none
     */
    public static History staleWithinValues(Shape shape) {
        return StaleReads.madeIn(valid(shape), shape.values());
    }

    /** Returns the history with the result of one of its reads changed to another value that occurs. */
    public static History mutated(History valid, int values, Random random) {
        List<Operation> operations = new ArrayList<>(valid.operations());
        List<Integer> reads = new ArrayList<>();
        for (Operation o : operations) {
            if (o.type() == Type.OK && o.function().equals("read")) {
                reads.add(o.index());
            }
        }
        if (!reads.isEmpty()) {
            Operation read = operations.get(reads.get(random.nextInt(reads.size())));
            long other = ((Long) read.value() + 1 + random.nextInt(values - 1)) % values;
            operations.set(read.index(), operation(Type.OK, read.process(), "read", other));
        }
        return History.of(operations);
    }

    private History run() {
        for (int client = 0; client < shape.clients(); client++) {
            int process = client;
            at(random.nextInt(1_000_000), () -> begin(process));
        }
        while (!events.isEmpty()) {
            Event event = events.remove();
            now = event.time();
            event.action().run();
        }
        return History.of(history);
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, order++, action));
    }

    private void begin(int process) {
        if (begun++ >= shape.operations()) {
            return;
        }
        String function = List.of("read", "write", "cas").get(random.nextInt(3));
        Object argument =
                switch (function) {
                    case "read" -> null;
                    case "write" -> value();
                    default -> Arrays.asList(value(), value());
                };
        boolean crashes = random.nextDouble() < shape.crashed();
        long latency = perform(process, function, argument, crashes);
        int next = crashes ? process + shape.clients() : process;
        at(now + latency + random.nextInt(1_000_000), () -> begin(next));
    }

    /** Invokes, lets take effect and completes; answers the latency. */
    private long perform(int process, String function, Object argument, boolean crashes) {
        record(Type.INVOKE, process, function, argument);
        long latency = 1_000_000 + random.nextInt(9_000_000);
        Operation[] completion = new Operation[1];
        if (!crashes || random.nextBoolean()) {
            long instant = now + 1 + (long) (random.nextDouble() * (latency - 1));
            at(instant, () -> completion[0] = takeEffect(process, function, argument));
        }
        at(now + latency, () -> {
            if (crashes) {
                record(Type.INFO, process, function, argument);
            } else {
                history.add(completion[0]);
            }
        });
        return latency;
    }

    private Operation takeEffect(int process, String function, Object argument) {
        if (function.equals("read")) {
            return operation(Type.OK, process, function, register);
        }
        if (function.equals("write")) {
            register = argument;
            return operation(Type.OK, process, function, argument);
        }
        List<?> pair = (List<?>) argument;
        boolean found = pair.get(0).equals(register);
        register = found ? pair.get(1) : register;
        return operation(found ? Type.OK : Type.FAIL, process, function, argument);
    }

    private Long value() {
        return (long) random.nextInt(shape.values());
    }

    private void record(Type type, int process, String function, Object value) {
        history.add(operation(type, process, function, value));
    }

    private static Operation operation(Type type, int process, String function, Object value) {
        return new Operation(0, Operation.NO_TIME, type, process, function, value);
    }
}
