package dev.squall.run.cluster;

import dev.squall.experiment.Outcome;
import dev.squall.run.OutcomeHash;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Totals over the finished seeds of a sweep or of a part of it. Merging is associative and commutative, so the totals
 * do not depend on how the seeds were divided.
 *
 * @param counts number of seeds by outcome, most severe first
 * @param failed the most severe failures, and among equals the lowest seeds; at most {@link #FAILED_MAX}
 * @param effects number of effects of each fault, by its name
 * @param operations number of invoked operations
 * @param virtualNanos virtual time of all runs in nanoseconds
 * @param hash hash of all outcomes
 * @param samples first run of each seed that is run twice, by seed
 * @param repeats second run of each seed that is run twice, by seed
 */
public record SweepTotals(
        Map<Outcome, Integer> counts,
        List<FailedSeed> failed,
        Map<String, Long> effects,
        long operations,
        long virtualNanos,
        OutcomeHash hash,
        Map<Long, Sample> samples,
        Map<Long, Sample> repeats)
        implements Serializable {

    /** Maximum number of failures that are collected; all are counted. */
    public static final int FAILED_MAX = 1_000;

    /** Totals of no seed. */
    public static final SweepTotals NONE =
            new SweepTotals(Map.of(), List.of(), Map.of(), 0, 0, OutcomeHash.NONE, Map.of(), Map.of());

    private static final long serialVersionUID = 1;

    public SweepTotals {
        counts = new TreeMap<>(counts);
        failed = List.copyOf(failed);
        effects = new TreeMap<>(effects);
        samples = new TreeMap<>(samples);
        repeats = new TreeMap<>(repeats);
    }

    /** Returns the number of finished seeds. */
    public int seedsRun() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the totals of the seeds of both, which must have no seed in common. */
    public SweepTotals plus(SweepTotals other) {
        Map<Outcome, Integer> sumCounts = new TreeMap<>(counts);
        other.counts.forEach((outcome, count) -> sumCounts.merge(outcome, count, Integer::sum));
        Map<String, Long> sumEffects = new TreeMap<>(effects);
        other.effects.forEach((fault, count) -> sumEffects.merge(fault, count, Long::sum));
        Map<Long, Sample> allSamples = new TreeMap<>(samples);
        allSamples.putAll(other.samples);
        Map<Long, Sample> allRepeats = new TreeMap<>(repeats);
        allRepeats.putAll(other.repeats);
        return new SweepTotals(
                sumCounts,
                mostSevere(Stream.concat(failed.stream(), other.failed.stream())),
                sumEffects,
                operations + other.operations,
                virtualNanos + other.virtualNanos,
                hash.plus(other.hash),
                allSamples,
                allRepeats);
    }

    static List<FailedSeed> mostSevere(Stream<FailedSeed> failed) {
        return failed.sorted(FailedSeed.MOST_SEVERE_FIRST).limit(FAILED_MAX).toList();
    }

    /** Returns these totals with other first runs of the seeds that are run twice. */
    public SweepTotals withSamples(Map<Long, Sample> firsts) {
        return new SweepTotals(counts, failed, effects, operations, virtualNanos, hash, firsts, repeats);
    }

    /** Returns these totals with the second runs of the samples. */
    public SweepTotals withRepeats(Map<Long, Sample> seconds) {
        return new SweepTotals(counts, failed, effects, operations, virtualNanos, hash, samples, seconds);
    }

    /** Returns the number of seeds whose two runs were in different places. */
    public long repeatsElsewhere() {
        return repeats.entrySet().stream()
                .filter(repeat -> samples.containsKey(repeat.getKey())
                        && !samples.get(repeat.getKey())
                                .place()
                                .equals(repeat.getValue().place()))
                .count();
    }

    /** Returns the seeds whose two runs differ, in ascending order. */
    public List<Long> differentRepeats() {
        List<Long> different = new ArrayList<>();
        repeats.forEach((seed, repeat) -> {
            Sample first = samples.get(seed);
            if (first == null || !first.hash().equals(repeat.hash())) {
                different.add(seed);
            }
        });
        return different;
    }
}
