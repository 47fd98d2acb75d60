package dev.squall.benchmarks.table;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Histories of a CAS register, initially 0, that are hard to judge. Clients run in closed loops; a third each of the
 * operations are reads, writes and CAS. An operation takes effect at a random instant between its invocation and its
 * completion. Half of the crashed operations take effect, and a CAS that finds another value fails.
 */
final class FrontierHistories {

    /** Flaws of the simulated register. */
    enum Flaw {
        /** The register is linearizable. */
        NONE,
        /** One read returns the value that was overwritten last before the read's invocation. */
        STALE_READ,
        /** One CAS succeeds although another CAS replaced its value during its interval, and changes nothing. */
        SECOND_CAS
    }

    /**
     * Parameters of a history.
     *
     * @param values the number of distinct values, from 0
     * @param crashed the probability that an operation completes {@code :info}
     * @param late the probability that an operation stays open until hundreds of others have completed
     */
    record Shape(int operations, int clients, int values, double crashed, double late, Flaw flaw, long seed) {}

    private static final int SHORT_MICROS = 10_000;
    private static final int LATE_MICROS = 500_000;

    /** One operation; times are in microseconds, made unique by the operation's number. */
    private static final class Step {

        private final int process;
        private final String function;
        private final Object argument;
        private final long begin;
        private final long effect;
        private final long end;
        private final boolean crashed;
        private Type type = Type.INFO;
        private Object result;

        Step(int process, String function, Object argument, long begin, long effect, long end, boolean crashed) {
            this.process = process;
            this.function = function;
            this.argument = argument;
            this.begin = begin;
            this.effect = effect;
            this.end = end;
            this.crashed = crashed;
            this.result = argument;
        }

        boolean isCompleted(String expected) {
            return !crashed && function.equals(expected);
        }
    }

    private final Shape shape;
    private final Random random;
    private final List<Step> steps = new ArrayList<>();

    private FrontierHistories(Shape shape) {
        this.shape = shape;
        this.random = new Random(shape.seed());
    }

    /**
     * Returns the history of a shape.
     *
     * @throws IllegalStateException if the history has no operation that can be flawed
     */
    static History of(Shape shape) {
        FrontierHistories histories = new FrontierHistories(shape);
        for (int client = 0; client < shape.clients(); client++) {
            histories.run(client, shape.operations() / shape.clients());
        }
        histories.takeEffect();
        return histories.recorded();
    }

    private void run(int client, int operations) {
        int process = client;
        long now = 1 + random.nextInt(1_000);
        for (int i = 0; i < operations; i++) {
            String function = List.of("read", "write", "cas").get(random.nextInt(3));
            Object argument =
                    switch (function) {
                        case "read" -> null;
                        case "write" -> value();
                        default -> Arrays.asList(value(), value());
                    };
            boolean crashed = random.nextDouble() < shape.crashed();
            boolean late = random.nextDouble() < shape.late();
            long latency = late ? LATE_MICROS / 5 + random.nextInt(LATE_MICROS) : 1_000 + random.nextInt(SHORT_MICROS);
            boolean takesEffect = !crashed || random.nextBoolean();
            long effect = takesEffect ? now + 1 + (long) (random.nextDouble() * (latency - 1)) : Long.MAX_VALUE;
            steps.add(new Step(process, function, argument, now, effect, now + latency, crashed));
            process += crashed ? shape.clients() : 0;
            now += latency + 1 + random.nextInt(1_000);
        }
    }

    private Long value() {
        return (long) random.nextInt(shape.values());
    }

    /** Applies the operations in the order of their effects, and makes the flaw in the middle of the history. */
    private void takeEffect() {
        List<Step> ordered = steps.stream()
                .filter(step -> step.effect != Long.MAX_VALUE)
                .sorted(Comparator.comparingLong(step -> step.effect))
                .toList();
        List<Long> values = new ArrayList<>();
        List<Long> since = new ArrayList<>();
        List<Step> updates = new ArrayList<>();
        values.add(0L);
        since.add(0L);
        updates.add(null);
        boolean flawed = shape.flaw() == Flaw.NONE;
        for (int i = 0; i < ordered.size(); i++) {
            Step step = ordered.get(i);
            Long register = values.get(values.size() - 1);
            boolean isLaterHalf = i >= ordered.size() / 2;
            Long next = apply(step, register);
            if (!flawed && isLaterHalf) {
                flawed = shape.flaw() == Flaw.STALE_READ
                        ? makeStale(step, values, since)
                        : makeSecond(step, updates, since);
            }
            if (!next.equals(register)) {
                values.add(next);
                since.add(step.effect);
                updates.add(step);
            }
        }
        if (!flawed) {
            throw new IllegalStateException("no operation can be flawed: " + shape);
        }
    }

    private static Long apply(Step step, Long register) {
        Type completed = step.crashed ? Type.INFO : Type.OK;
        if (step.function.equals("cas")) {
            List<?> pair = (List<?>) step.argument;
            boolean found = pair.get(0).equals(register);
            step.type = step.crashed || found ? completed : Type.FAIL;
            return found ? (Long) pair.get(1) : register;
        }
        step.type = completed;
        step.result = step.function.equals("read") && !step.crashed ? register : step.argument;
        return step.function.equals("read") ? register : (Long) step.argument;
    }

    private static boolean makeStale(Step read, List<Long> values, List<Long> since) {
        int current = values.size() - 1;
        while (since.get(current) > read.begin) {
            current--;
        }
        if (!read.isCompleted("read") || current == 0) {
            return false;
        }
        Long stale = values.get(current - 1);
        if (values.subList(current, values.size()).contains(stale)) {
            return false;
        }
        read.result = stale;
        return true;
    }

    private static boolean makeSecond(Step cas, List<Step> updates, List<Long> since) {
        if (!cas.isCompleted("cas") || cas.type != Type.FAIL) {
            return false;
        }
        Object from = ((List<?>) cas.argument).get(0);
        for (int i = updates.size() - 1; i > 0 && since.get(i) > cas.begin; i--) {
            Step update = updates.get(i);
            if (update.isCompleted("cas") && ((List<?>) update.argument).get(0).equals(from)) {
                cas.type = Type.OK;
                return true;
            }
        }
        return false;
    }

    private History recorded() {
        record Event(long time, Operation operation) {}
        List<Event> events = new ArrayList<>();
        for (Step step : steps) {
            events.add(new Event(step.begin, operation(Type.INVOKE, step, step.argument)));
            events.add(new Event(step.end, operation(step.type, step, step.result)));
        }
        events.sort(Comparator.comparingLong(Event::time));
        return History.of(events.stream().map(Event::operation).toList());
    }

    private static Operation operation(Type type, Step step, Object value) {
        return new Operation(0, Operation.NO_TIME, type, step.process, step.function, value);
    }
}
