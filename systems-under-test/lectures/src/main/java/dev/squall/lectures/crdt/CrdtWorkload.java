package dev.squall.lectures.crdt;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.convergence.Replicas;
import dev.squall.check.convergence.SetConvergence;
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
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import dev.squall.workload.standard.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Workload of replicated sets or counters, with Maelstrom's requests. The promised properties are strong eventual
 * consistency at every instant, by the facts of {@link CrdtFacts}, and equal and correct final reads.
 *
 * @param vocabulary requests and replies
 * @param draw draws the calls
 * @param finalReadsChecker checker of the final reads
 */
record CrdtWorkload(String name, String description, Vocabulary vocabulary, Draw draw, Checker finalReadsChecker)
        implements Workload {

    static final String ADD = "add";
    static final String REMOVE = "remove";
    private static final String READ = "read";

    /** Time in nanoseconds for the replicas to become equal after healing, before the final reads. */
    private static final long CONVERGENCE_NANOS = 3_000_000_000L;

    private static final int READ_ONE_IN = 4;
    private static final int LARGEST_DELTA = 5;

    /** Random source of calls. */
    interface Draw {

        /**
         * Returns the next update.
         *
         * @param fresh a number that no earlier call had
         */
        Call update(RandomGenerator random, long fresh);
    }

    /** All workloads. */
    static final List<Workload> ALL = List.of(
            map(),
            new CrdtWorkload(
                    "g-counter",
                    "increments of a replicated counter; replicas must be equal after the same updates",
                    CrdtMessages.COUNTERS,
                    (random, fresh) -> new Call(0, ADD, 1L + random.nextInt(LARGEST_DELTA)),
                    new CounterFinalReads(Replicas.named())),
            new CrdtWorkload(
                    "pn-counter",
                    "increments and decrements of a replicated counter; replicas must be equal after the same updates",
                    CrdtMessages.COUNTERS,
                    (random, fresh) ->
                            new Call(0, ADD, (random.nextBoolean() ? 1L : -1L) * (1 + random.nextInt(LARGEST_DELTA))),
                    new CounterFinalReads(Replicas.named())),
            new CrdtWorkload(
                    "g-set",
                    "adds to a replicated set; replicas must be equal after the same updates",
                    CrdtMessages.SETS,
                    (random, fresh) -> new Call(0, ADD, fresh),
                    new SetConvergence(Replicas.named())),
            OrSetWorkload.create());

    /** Returns the workload {@code eventual-register}, with the promise of strong eventual consistency. */
    private static Workload map() {
        Workload registers = Workloads.named("eventual-register").orElseThrow();
        return new RejudgedWorkload(
                "crdt-map",
                "reads and writes of a replicated map; replicas must be equal after the same updates, and lose nothing"
                        + " to what it causally follows",
                registers,
                CrdtFacts.ALL,
                registers.checkers(),
                SecJournal.PROPERTY,
                SecJournal::new);
    }

    @Override
    public Client client() {
        return new CrdtClient(vocabulary == CrdtMessages.COUNTERS);
    }

    @Override
    public Generator generator(int concurrency) {
        return new Calls(draw, 1);
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, READ, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.sequence(List.of(
                Generators.sleep(CONVERGENCE_NANOS, CONVERGENCE_NANOS),
                Generators.eachThread(Generators.once(READ, null))));
    }

    @Override
    public List<Checker> checkers() {
        return List.of(finalReadsChecker, new Statistics());
    }

    @Override
    public List<Promise> promises() {
        List<Promise> all = new ArrayList<>(Workload.super.promises());
        all.add(Promise.of(SecJournal.PROPERTY));
        return all;
    }

    @Override
    public JournalAnalysis journalAnalysis(List<String> nodes) {
        return new SecJournal();
    }

    /** Generator of updates and reads in the ratio of 3 to 1. */
    private record Calls(Draw draw, long fresh) implements Generator {

        @Override
        public Step next(Context context) {
            if (context.freeThreads().isEmpty()) {
                return new Step.Later(Long.MAX_VALUE, this);
            }
            int thread = context.anyFreeThread();
            if (context.random().nextInt(READ_ONE_IN) == 0) {
                return new Step.Emit(new Call(thread, READ, null), this);
            }
            Call update = draw.update(context.random(), fresh);
            return new Step.Emit(new Call(thread, update.function(), update.value()), new Calls(draw, fresh + 1));
        }
    }

    /** Client of a set or a counter. Each thread of the client stays at one node. */
    private record CrdtClient(boolean counts) implements Client {

        @Override
        public Body request(Call call) {
            return switch (call.function()) {
                case ADD ->
                    counts ? new CrdtMessages.AddDelta((Long) call.value()) : new CrdtMessages.Add((Long) call.value());
                case REMOVE -> new CrdtMessages.Remove((Long) call.value());
                case READ -> new CrdtMessages.Read();
                default -> throw new IllegalArgumentException("a set or counter has no function " + call.function());
            };
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(READ) && reply instanceof CrdtMessages.ReadOk read) {
                return Completion.ok(read.value());
            } else if (call.function().equals(ADD) && reply instanceof CrdtMessages.AddOk
                    || call.function().equals(REMOVE) && reply instanceof CrdtMessages.RemoveOk) {
                return Completion.ok(call.value());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        @Override
        public boolean isReadOnly(String function) {
            return function.equals(READ);
        }
    }
}
