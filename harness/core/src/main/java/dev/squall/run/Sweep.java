package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Validity;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Swarm;
import dev.squall.experiment.Variations;
import dev.squall.history.Operation;
import dev.squall.run.novelty.Discovery;
import dev.squall.run.novelty.Novelty;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.CertifyingChecker;
import dev.squall.workload.Proof;
import dev.squall.workload.Workload;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Sweep: runs of one experiment with many seeds in the simulated world, several in parallel. Each run has its own
 * world.
 */
public final class Sweep {

    private final Experiment base;
    private final SystemUnderTest system;
    private final Workload workload;
    private final Budget budget;
    private final boolean swarm;
    private Variations variations = Variations.NONE;
    private boolean isConfirming;
    private volatile boolean stopped;

    /** @param swarm true if each seed draws its faults, as {@link Swarm} does */
    public Sweep(Experiment base, SystemUnderTest system, Workload workload, Budget budget, boolean swarm) {
        this.base = base;
        this.system = system;
        this.workload = workload;
        this.budget = budget;
        this.swarm = swarm;
    }

    /**
     * Makes the sweep confirm the certificate of each valid verdict of a {@link CertifyingChecker}, which checks the
     * history again. Must be called before the sweep runs.
     */
    public void confirmCertificates() {
        isConfirming = true;
    }

    /** Makes each seed also draw sizes and settings from these. Must be called before the sweep runs. */
    public Sweep varying(Variations newVariations) {
        variations = newVariations;
        return this;
    }

    /**
     * Result of a sweep.
     *
     * @param counts number of runs by outcome, most severe first
     * @param failures runs whose outcome is not valid, by ascending seed
     * @param effects number of effects of each fault in all runs together, by the fault's name
     * @param errors runs that failed because of their world or the harness, by ascending seed
     * @param operations number of the invoked operations
     * @param certificates number of certificates by the status of their proof; empty unless the sweep confirms them
     * @param certified number of the acknowledged operations in the runs all of whose certificates were confirmed
     * @param novelty how likely the next run shows a new abstract state; empty if no run showed any, or if the
     *     runs were on several machines
     * @param hash hash of all outcomes, which does not depend on the number of threads
     */
    public record Result(
            int seedsRun,
            Map<Outcome, Integer> counts,
            List<Run> failures,
            List<RunError> errors,
            Map<String, Long> effects,
            long operations,
            long virtualNanos,
            Map<Proof.Status, Long> certificates,
            long certified,
            Optional<Novelty> novelty,
            OutcomeHash hash) {

        public Outcome outcome() {
            return Outcome.worst(counts.keySet());
        }
    }

    /** A run of a sweep that failed with an exception. */
    public record RunError(Experiment experiment, Throwable cause) {}

    /**
     * Runs the base experiment's seed and the seeds after it, in ascending order, and waits for them. Every run that
     * has begun is completed, so the lowest seed with a violation does not depend on the number of threads.
     *
     * @param stopAtFailure true if no seed begins after a violation or a failed run
     * @param onProgress receives the number of finished seeds, on several threads
     */
    public Result run(int seeds, int threads, boolean stopAtFailure, IntConsumer onProgress) {
        return run(
                seeds, threads, run -> stopAtFailure && run.outcome() == Outcome.VIOLATION, stopAtFailure, onProgress);
    }

    /**
     * Runs seeds as {@link #run(int, int, boolean, IntConsumer)} does, until a run satisfies a condition.
     *
     * @param wanted condition on a run after which no seed begins
     * @param stopAtError true if no seed begins after a run that failed with an exception
     */
    public Result run(int seeds, int threads, Predicate<Run> wanted, boolean stopAtError, IntConsumer onProgress) {
        Tally tally = new Tally();
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (int n = next.getAndIncrement(); n < seeds && !stopped; n = next.getAndIncrement()) {
                Optional<Run> run = runInto(tally, base.seed() + n);
                if (run.map(wanted::test).orElse(stopAtError)) {
                    stop();
                }
                onProgress.accept(tally.seedsRun());
            }
            return null;
        };
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> end : executor.invokeAll(Collections.nCopies(threads, worker))) {
                end.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorldException("the sweep was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run's failure belongs to its seed", e);
        } finally {
            executor.shutdownNow();
        }
        return tally.result();
    }

    /** Begins no more seeds, and lets those that run go on to their end. Thread-safe. */
    public void stop() {
        stopped = true;
    }

    private Optional<Run> runInto(Tally tally, long seed) {
        Experiment experiment = experiment(seed);
        RunSettings settings = RunSettings.of(experiment, system, workload).withBudget(budget);
        Run run;
        List<Proof.Status> certificates;
        try {
            run = RunPipeline.unkept(settings).run();
            certificates = isConfirming ? certificates(run, settings) : List.of();
        } catch (RuntimeException | Error e) {
            // Catches everything, so that the seed is reported and the results of other seeds are kept.
            tally.add(new RunError(experiment, e));
            return Optional.empty();
        }
        tally.add(run, certificates);
        return Optional.of(run);
    }

    /** @throws IllegalStateException if a certificate is wrong */
    private List<Proof.Status> certificates(Run run, RunSettings settings) {
        List<Proof.Status> statuses = new ArrayList<>();
        for (Checker checker : settings.checkers()) {
            if (checker instanceof CertifyingChecker certifying && isValid(run, checker.name())) {
                Proof.Status status = certifying.confirm(run.history(), budget);
                if (status == Proof.Status.REFUTED) {
                    throw new IllegalStateException("the certificate of the valid verdict of " + checker.name()
                            + " is wrong, so the verdict is not to be trusted");
                }
                statuses.add(status);
            }
        }
        return statuses;
    }

    private static boolean isValid(Run run, String checker) {
        return run.verdicts().stream()
                .anyMatch(verdict -> verdict.checker().equals(checker) && verdict.validity() == Validity.VALID);
    }

    private Experiment experiment(long seed) {
        return Swarm.vary(swarm ? Swarm.draw(base, seed) : base.withSeed(seed), variations);
    }

    /** Totals over the finished seeds. */
    private static final class Tally {

        private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        private final List<Run> failures = new ArrayList<>();
        private final List<RunError> errors = new ArrayList<>();
        private final Map<String, Long> effects = new TreeMap<>();
        private int seedsRun;
        private long operations;
        private long virtualNanos;
        private final Map<Proof.Status, Long> certificates = new EnumMap<>(Proof.Status.class);
        private long certified;
        private final Discovery discovery = new Discovery();
        private OutcomeHash hash = OutcomeHash.NONE;

        synchronized void add(Run run, List<Proof.Status> found) {
            count(run.outcome());
            hash = hash.plus(OutcomeHash.of(run));
            discovery.add(run.states());
            found.forEach(status -> certificates.merge(status, 1L, Long::sum));
            if (!found.isEmpty() && found.stream().allMatch(status -> status == Proof.Status.CONFIRMED)) {
                certified += run.history().operations().stream()
                        .filter(operation -> operation.isClient() && operation.type() == Operation.Type.OK)
                        .count();
            }
            if (run.outcome() != Outcome.VALID) {
                failures.add(run);
            }
            run.evidence().forEach(seen -> effects.merge(seen.fault(), seen.effects(), Long::sum));
            int size = run.history().size();
            operations += run.history().operations().stream()
                    .filter(operation -> operation.type() == Operation.Type.INVOKE)
                    .count();
            virtualNanos += size == 0 ? 0 : run.history().get(size - 1).timeNanos();
        }

        synchronized void add(RunError error) {
            count(Outcome.ERROR);
            hash = hash.plus(OutcomeHash.ofError(error.experiment().seed()));
            errors.add(error);
        }

        private void count(Outcome outcome) {
            seedsRun++;
            counts.merge(outcome, 1, Integer::sum);
        }

        synchronized int seedsRun() {
            return seedsRun;
        }

        synchronized Result result() {
            failures.sort(Comparator.comparingLong(run -> run.experiment().seed()));
            errors.sort(Comparator.comparingLong(error -> error.experiment().seed()));
            return new Result(
                    seedsRun,
                    counts,
                    List.copyOf(failures),
                    List.copyOf(errors),
                    effects,
                    operations,
                    virtualNanos,
                    certificates,
                    certified,
                    discovery.novelty(),
                    hash);
        }
    }
}
