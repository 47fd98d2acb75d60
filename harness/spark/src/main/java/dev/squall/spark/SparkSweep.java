package dev.squall.spark;

import dev.squall.run.cluster.Sample;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.run.cluster.SweepTotals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** One sweep as one application with two jobs: the ranges of seeds, and the second runs of the samples. */
final class SparkSweep {

    private final SweepPlan plan;
    private final SparkApplication application;
    private final LongConsumer onProgress;
    private final Map<Long, Sample> samples = new TreeMap<>();
    private SweepTotals totals = SweepTotals.NONE;

    SparkSweep(SweepPlan plan, MasterAddress master, LongConsumer onProgress) {
        this.plan = plan;
        this.application = new SparkApplication(master, "sweep " + plan.base().system());
        this.onProgress = onProgress;
    }

    /** Returns the totals of the finished seeds: all of them, unless the sweep is stopped. */
    SweepTotals run() {
        return application.run(this::sweep, this::finished);
    }

    void stop() {
        application.stop();
    }

    private SweepTotals sweep() {
        List<SparkApplication.Piece<SeedRange>> ranges = SeedRange.divide(
                        plan.base().seed(), plan.seeds())
                .stream()
                .map(range -> new SparkApplication.Piece<>(range, List.of()))
                .toList();
        application.runTasks(ranges, SeedRange.class, new RangeTask(plan), SweepTotals.class, this::add);
        return finished().withRepeats(repeats());
    }

    private Map<Long, Sample> repeats() {
        List<SparkApplication.Piece<List<Long>>> groups =
                RepeatGroup.of(finished().samples(), application.executors()).stream()
                        .map(group -> new SparkApplication.Piece<>(group.seeds(), group.preferred()))
                        .toList();
        Map<Long, Sample> repeats = new TreeMap<>();
        application.runTasks(groups, List.class, new RepeatTask(plan), Map.class, part -> {
            synchronized (repeats) {
                repeats.putAll(part);
            }
        });
        return repeats;
    }

    /** Merging copies the totals, so the samples, which grow with the seeds, are kept apart. */
    private synchronized void add(SweepTotals part) {
        samples.putAll(part.samples());
        totals = totals.plus(part.withSamples(Map.of()));
        onProgress.accept(totals.seedsRun());
    }

    private synchronized SweepTotals finished() {
        return totals.withSamples(samples);
    }
}
