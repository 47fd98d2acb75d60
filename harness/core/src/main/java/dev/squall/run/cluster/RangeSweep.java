package dev.squall.run.cluster;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.run.OutcomeHash;
import dev.squall.run.Run;
import dev.squall.run.Sweep;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import dev.squall.world.WorldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Part of a sweep that one machine carries out, in the calling thread. Uses memory for a few runs, whatever the number
 * of seeds.
 */
public final class RangeSweep {

    /** Number of seeds between two looks at a cancellation, which also bounds the number of failed runs in memory. */
    private static final int CHUNK = 10;

    private final SweepPlan plan;
    private final SystemUnderTest system;
    private final Workload workload;
    private final String place;
    private final BooleanSupplier isCancelled;

    /**
     * @param systems systems of this machine's class path
     * @param place this machine or process, for {@link Sample}
     * @param isCancelled returns true if the rest of the seeds is not wanted any more
     * @throws WorldException if this machine does not have the system
     */
    public RangeSweep(SweepPlan plan, Systems systems, String place, BooleanSupplier isCancelled) {
        this.plan = plan;
        this.system = systems.find(plan.base().system())
                .orElseThrow(() -> new WorldException(place + " has no system '"
                        + plan.base().system() + "'; expected its jar in --class-path, which is sent to each machine"));
        this.workload = systems.workload(plan.base().workload());
        this.place = place;
        this.isCancelled = isCancelled;
    }

    /**
     * Runs consecutive seeds.
     *
     * @throws CancellationException if the sweep was cancelled
     */
    public SweepTotals run(long first, int count) {
        SweepTotals totals = SweepTotals.NONE;
        for (int done = 0; done < count; done += CHUNK) {
            totals = totals.plus(chunk(first + done, Math.min(CHUNK, count - done)));
        }
        return totals;
    }

    /**
     * Runs seeds again and returns only the hashes of their histories.
     *
     * @throws CancellationException if the sweep was cancelled
     */
    public Map<Long, Sample> repeat(List<Long> seeds) {
        Map<Long, Sample> samples = new TreeMap<>();
        for (long seed : seeds) {
            samples.putAll(chunk(seed, 1).samples());
        }
        return samples;
    }

    private SweepTotals chunk(long first, int count) {
        if (isCancelled.getAsBoolean()) {
            throw new CancellationException("the sweep was cancelled");
        }
        Map<Long, Sample> samples = new TreeMap<>();
        Experiment base = plan.base().withSeed(first);
        Sweep.Result result = new Sweep(base, system, workload, Budget.DEFAULT, plan.swarm())
                .varying(plan.variations())
                .run(count, 1, run -> !sampled(run, samples), false, done -> {});
        // A run without a history failed; its error is the same in both runs, or else the hashes differ.
        for (Sweep.RunError error : result.errors()) {
            long seed = error.experiment().seed();
            if (plan.isSample(seed)) {
                samples.put(seed, new Sample(OutcomeHash.ofError(seed), place));
            }
        }
        return new SweepTotals(
                result.counts(),
                SweepTotals.mostSevere(Stream.concat(failures(result), errors(result))),
                result.effects(),
                result.operations(),
                result.virtualNanos(),
                result.hash(),
                samples,
                Map.of());
    }

    /** Adds the run to the samples if its seed is one, and returns true, so that no run ends the sweep. */
    private boolean sampled(Run run, Map<Long, Sample> samples) {
        long seed = run.experiment().seed();
        if (plan.isSample(seed)) {
            samples.put(seed, new Sample(OutcomeHash.ofHistory(run), place));
        }
        return true;
    }

    private static Stream<FailedSeed> failures(Sweep.Result result) {
        return result.failures().stream()
                .map(run -> new FailedSeed(run.experiment().seed(), run.outcome(), ""));
    }

    private static Stream<FailedSeed> errors(Sweep.Result result) {
        List<FailedSeed> errors = new ArrayList<>();
        result.errors()
                .forEach(error -> errors.add(new FailedSeed(
                        error.experiment().seed(),
                        Outcome.ERROR,
                        error.cause() instanceof WorldException
                                ? error.cause().getMessage()
                                : "a defect of the harness: " + error.cause())));
        return errors.stream();
    }
}
