package dev.squall.experiment;

import dev.squall.fault.FaultFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Swarm testing (Groce et al., 2012): each seed first draws a subset of the fault families, the frequency of faults,
 * and the rate of operations. Runs therefore differ in kind, and no fault family can hide another in all of them.
 */
public final class Swarm {

    private static final long[] INTERVAL_MILLIS = {300, 1_000, 3_000};
    private static final double[] RATE_FACTORS = {0.5, 1, 3};

    private Swarm() {}

    /**
     * Returns the experiment of one seed of a sweep, as {@link #draw(Experiment, long)} does, with a random number of
     * nodes and random values of the system's options. Options that {@code base} sets keep their values.
     */
    public static Experiment draw(Experiment base, long seed, Variations variations) {
        return vary(draw(base, seed), variations);
    }

    /** Returns the experiment with a number of nodes and values of options that its seed draws. */
    public static Experiment vary(Experiment experiment, Variations variations) {
        if (variations.isEmpty()) {
            return experiment;
        }
        SplittableRandom random = experiment.randomSeed().stream("variations");
        Experiment.Builder builder = experiment.toBuilder();
        if (!variations.nodeCounts().isEmpty()) {
            builder.nodeCount(pick(variations.nodeCounts(), random));
        }
        Map<String, String> options = new TreeMap<>(experiment.systemOptions());
        variations.options().forEach((name, values) -> {
            // Draws in any case, so that the other draws do not depend on which options are set.
            String value = pick(values, random);
            options.putIfAbsent(name, value);
        });
        return builder.systemOptions(options).build();
    }

    private static <T> T pick(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }

    /**
     * Returns the experiment of one seed of a sweep, with a random subset of the faults of {@code base}; at least one,
     * if it has any.
     */
    public static Experiment draw(Experiment base, long seed) {
        SplittableRandom random = base.withSeed(seed).randomSeed().stream("swarm");
        List<FaultFamily> faults = new ArrayList<>();
        for (FaultFamily fault : base.faults()) {
            if (random.nextInt(2) == 0) {
                faults.add(fault);
            }
        }
        if (faults.isEmpty() && !base.faults().isEmpty()) {
            faults.add(base.faults().get(random.nextInt(base.faults().size())));
        }
        long interval = INTERVAL_MILLIS[random.nextInt(INTERVAL_MILLIS.length)];
        double rate = base.ratePerSecond() * RATE_FACTORS[random.nextInt(RATE_FACTORS.length)];
        double allowedRate = Math.max(Experiment.RATE_MIN, Math.min(Experiment.RATE_MAX, rate));
        return base.toBuilder()
                .seed(seed)
                .faults(faults)
                .nemesisIntervalMillis(Math.min(interval, Math.max(1, base.timeLimitMillis() / 4)))
                .ratePerSecond(allowedRate)
                .build();
    }
}
