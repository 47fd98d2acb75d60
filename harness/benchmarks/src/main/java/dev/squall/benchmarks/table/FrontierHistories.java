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
 *
 * <p>In a history with a flaw, no operation that leaves the largest value crashes. Else a crashed operation could
 * explain each stale value.
 */
final class FrontierHistories {

    /** Flaws of the simulated register. */
    enum Flaw {
        /** The register is linearizable. */
        NONE,
        /** One read is stale, as in {@link PlantedViolation}. */
        STALE_READ,
        /** One CAS succeeds although another CAS replaced its value, as in {@link PlantedViolation}. */
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

    static final Object INITIAL = 0L;

    private static final List<String> FUNCTIONS = List.of(SimulatedCall.READ, SimulatedCall.WRITE, SimulatedCall.CAS);
    private static final int SHORT_MICROS = 10_000;
    private static final int LATE_MICROS = 500_000;

    private final Shape shape;
    private final Random random;
    private final List<SimulatedCall> calls = new ArrayList<>();

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
        boolean isFlawed =
                switch (shape.flaw()) {
                    case NONE -> true;
                    case STALE_READ -> PlantedViolation.staleRead(histories.calls);
                    case SECOND_CAS -> PlantedViolation.secondCas(histories.calls);
                };
        if (!isFlawed) {
            throw new IllegalStateException("no operation can be flawed: " + shape);
        }
        return histories.recorded();
    }

    private void run(int client, int operations) {
        int process = client;
        long now = 1 + random.nextInt(1_000);
        for (int i = 0; i < operations; i++) {
            String function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
            Object argument =
                    switch (function) {
                        case SimulatedCall.READ -> null;
                        case SimulatedCall.WRITE -> value();
                        default -> Arrays.asList(value(), value());
                    };
            boolean crashed = random.nextDouble() < shape.crashed() && mayCrash(argument);
            boolean late = random.nextDouble() < shape.late();
            long latency = late ? LATE_MICROS / 5 + random.nextInt(LATE_MICROS) : 1_000 + random.nextInt(SHORT_MICROS);
            boolean takesEffect = !crashed || random.nextBoolean();
            long effect = takesEffect ? now + 1 + (long) (random.nextDouble() * (latency - 1)) : SimulatedCall.NEVER;
            calls.add(new SimulatedCall(process, function, argument, now, effect, now + latency, crashed));
            process += crashed ? shape.clients() : 0;
            now += latency + 1 + random.nextInt(1_000);
        }
    }

    private boolean mayCrash(Object argument) {
        Object left = argument instanceof List<?> pair ? pair.get(1) : argument;
        return shape.flaw() == Flaw.NONE || !Long.valueOf(shape.values() - 1L).equals(left);
    }

    private Long value() {
        return (long) random.nextInt(shape.values());
    }

    /** Applies the operations in the order of their effects. */
    private void takeEffect() {
        Object register = INITIAL;
        List<SimulatedCall> ordered = new ArrayList<>(calls);
        ordered.sort(Comparator.comparingLong(call -> call.effect));
        for (SimulatedCall call : ordered) {
            if (call.effect != SimulatedCall.NEVER) {
                register = apply(call, register);
            }
        }
    }

    private static Object apply(SimulatedCall call, Object register) {
        Type completed = call.crashed ? Type.INFO : Type.OK;
        if (call.function.equals(SimulatedCall.CAS)) {
            boolean found = call.expected().equals(register);
            call.type = call.crashed || found ? completed : Type.FAIL;
            return found ? call.left() : register;
        }
        call.type = completed;
        if (call.function.equals(SimulatedCall.READ)) {
            call.result = register;
            return register;
        }
        return call.argument;
    }

    private History recorded() {
        record Event(long time, Operation operation) {}
        List<Event> events = new ArrayList<>();
        for (SimulatedCall call : calls) {
            events.add(new Event(call.begin, call.invocation()));
            events.add(new Event(call.end, call.completion()));
        }
        events.sort(Comparator.comparingLong(Event::time));
        return History.of(events.stream().map(Event::operation).toList());
    }
}
