package dev.squall.experiment;

import dev.squall.check.Budget;
import dev.squall.cluster.WorldException;
import dev.squall.history.Operation;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Runs many seeds of one experiment in the simulated world, several at once; each seed's run is a world of its own. */
public final class Sweep {

    private final Experiment base;
    private final SystemUnderTest system;
    private final Workload workload;
    private final Budget budget;
    private final boolean swarm;

    /**
     * @param swarm whether each seed draws its faults, as {@link Swarm} does
     */
    public Sweep(Experiment base, SystemUnderTest system, Workload workload, Budget budget, boolean swarm) {
        this.base = base;
        this.system = system;
        this.workload = workload;
        this.budget = budget;
        this.swarm = swarm;
    }

    /**
     * What came of a sweep.
     *
     * @param counts runs by outcome, the most severe first
     * @param failures runs whose outcome is not valid, by ascending seed
     */
    public record Result(
            int seedsRun, Map<Outcome, Integer> counts, List<Run> failures, long operations, long virtualNanos) {

        public Outcome outcome() {
            return Outcome.worst(counts.keySet());
        }
    }

    /**
     * Runs the base experiment's seed and those after it.
     *
     * @param stopAtViolation whether no seed is begun after one whose run is a violation
     * @param onProgress told how many seeds are done, from several threads
     * @throws dev.squall.cluster.WorldException if a run fails
     */
    public Result run(int seeds, int threads, boolean stopAtViolation, IntConsumer onProgress) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            AtomicInteger next = new AtomicInteger();
            AtomicInteger done = new AtomicInteger();
            AtomicBoolean stop = new AtomicBoolean();
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(executor.submit(() -> {
                    Part part = new Part();
                    for (int n = next.getAndIncrement(); n < seeds && !stop.get(); n = next.getAndIncrement()) {
                        Run run = runSeed(base.seed() + n);
                        part.add(run);
                        if (stopAtViolation && run.outcome() == Outcome.VIOLATION) {
                            stop.set(true);
                        }
                        onProgress.accept(done.incrementAndGet());
                    }
                    return part;
                }));
            }
            return merge(parts);
        } finally {
            executor.shutdownNow();
        }
    }

    /** The run of one seed. */
    public Run runSeed(long seed) {
        Experiment experiment = swarm ? Swarm.draw(base, seed) : base.withSeed(seed);
        World world = Runner.simulatedWorld(experiment, system);
        try {
            return Runner.judge(Runner.record(experiment, system, workload, world, Recorder.NONE), workload, budget);
        } catch (WorldException e) {
            throw new WorldException("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static Result merge(List<Future<Part>> futures) {
        Part all = new Part();
        for (Future<Part> future : futures) {
            try {
                all.addAll(future.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WorldException("the sweep was interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
        all.failures.sort(
                (a, b) -> Long.compare(a.experiment().seed(), b.experiment().seed()));
        return new Result(all.seedsRun, all.counts, List.copyOf(all.failures), all.operations, all.virtualNanos);
    }

    private static final class Part {

        private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        private final List<Run> failures = new ArrayList<>();
        private int seedsRun;
        private long operations;
        private long virtualNanos;

        void add(Run run) {
            seedsRun++;
            counts.merge(run.outcome(), 1, Integer::sum);
            if (run.outcome() != Outcome.VALID) {
                failures.add(run);
            }
            int size = run.history().size();
            operations += run.history().operations().stream()
                    .filter(operation -> operation.type() == Operation.Type.INVOKE)
                    .count();
            virtualNanos += size == 0 ? 0 : run.history().get(size - 1).timeNanos();
        }

        void addAll(Part other) {
            seedsRun += other.seedsRun;
            other.counts.forEach((outcome, count) -> counts.merge(outcome, count, Integer::sum));
            failures.addAll(other.failures);
            operations += other.operations;
            virtualNanos += other.virtualNanos;
        }
    }
}
