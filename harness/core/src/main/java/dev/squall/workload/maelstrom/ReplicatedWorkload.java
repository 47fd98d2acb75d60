package dev.squall.workload.maelstrom;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.convergence.Replicas;
import dev.squall.check.convergence.SetConvergence;
import dev.squall.check.convergence.StableLatency;
import dev.squall.check.totals.CounterFinalReads;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Context;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.generator.Step;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Sets;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Workload of a replicated set or counter: adds and reads, and final reads of every replica after healing.
 *
 * @param lowest lowest number that is added to a counter
 * @param highest highest number that is added to a counter; an element of a set is the number of its add instead
 * @param settleSeconds time to settle after healing, in seconds
 */
record ReplicatedWorkload(String name, String description, boolean isSet, int lowest, int highest, int settleSeconds)
        implements Workload {

    static final String SETTLE = "settle";
    static final int SETTLE_SECONDS = 10;
    static final int SETTLE_SECONDS_MAX = 3_600;
    static final String SETTLE_MEANING =
            "seconds that replicas have after healing to become equal (" + SETTLE_SECONDS + ")";

    private static final String ADD = "add";
    private static final String READ = "read";
    private static final int DELTA_MAX = 5;

    static Workload set() {
        return new ReplicatedWorkload(
                "g-set", "adds to a set; every acknowledged element ends in every replica", true, 0, 0, SETTLE_SECONDS);
    }

    /** Returns the workload of a counter that only grows. */
    static Workload growingCounter() {
        return counter("g-counter", "increments of a counter", 0);
    }

    /** Returns the workload of a counter that grows and shrinks. */
    static Workload counter() {
        return counter("pn-counter", "increments and decrements of a counter", -DELTA_MAX);
    }

    private static Workload counter(String name, String operations, int lowest) {
        String description = operations + "; every replica ends with the sum of the acknowledged ones";
        return new ReplicatedWorkload(name, description, false, lowest, DELTA_MAX, SETTLE_SECONDS);
    }

    @Override
    public boolean measuresMessages() {
        return true;
    }

    @Override
    public Vocabulary vocabulary() {
        return isSet ? Sets.VOCABULARY : Sets.COUNTERS;
    }

    @Override
    public Map<String, String> options() {
        return Map.of(SETTLE, SETTLE_MEANING);
    }

    @Override
    public Workload with(Map<String, String> values) {
        int seconds = new WorkloadOptions(values).whole(SETTLE, SETTLE_SECONDS, 0, SETTLE_SECONDS_MAX);
        return new ReplicatedWorkload(name, description, isSet, lowest, highest, seconds);
    }

    @Override
    public Client client() {
        return new ReplicatedClient(isSet);
    }

    @Override
    public Generator generator(int concurrency) {
        return new Calls(this, 0);
    }

    private Object drawArgument(RandomGenerator random, long number) {
        return isSet ? (Object) number : (Object) (long) (lowest + random.nextInt(highest - lowest + 1));
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, READ, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return new SettlingReads(operationsSoFar, finalChecker(), TimeUnit.SECONDS.toNanos(settleSeconds));
    }

    private Checker finalChecker() {
        return isSet ? new SetConvergence(Replicas.named()) : new CounterFinalReads(Replicas.named());
    }

    @Override
    public List<Checker> checkers() {
        return isSet
                ? List.of(finalChecker(), new StableLatency(), new Statistics())
                : List.of(finalChecker(), new Statistics());
    }

    /** @param number number of the next add */
    private record Calls(ReplicatedWorkload workload, long number) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            int thread = context.anyFreeThread();
            if (context.random().nextBoolean()) {
                return new Step.Emit(new Call(thread, READ, null), this);
            }
            Object argument = workload.drawArgument(context.random(), number);
            return new Step.Emit(new Call(thread, ADD, argument), new Calls(workload, number + 1));
        }
    }

    private record ReplicatedClient(boolean isSet) implements Client {

        @Override
        public Body request(Call call) {
            if (call.function().equals(READ)) {
                return new Sets.Read();
            }
            return isSet ? new Sets.Add(call.value()) : new Sets.AddDelta((Long) call.value());
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(ADD) && reply instanceof Sets.AddOk) {
                return Completion.ok(call.value());
            } else if (call.function().equals(READ) && reply instanceof Sets.Elements elements) {
                return Completion.ok(elements.value());
            } else if (call.function().equals(READ) && reply instanceof Sets.Sum sum) {
                return Completion.ok(sum.value());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return function.equals(READ);
        }
    }
}
