package dev.squall.experiment;

import dev.squall.fault.FaultFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Swarm testing (Groce et al., 2012): each seed first draws a subset of the fault families, the frequency of faults,
 * and the rate of operations. Runs therefore differ in kind, and no fault family can hide another in all of them.
 */
public final class Swarm {

    private static final long[] INTERVAL_MILLIS = {300, 1_000, 3_000};
    private static final double[] RATE_FACTORS = {0.5, 1, 3};

    private Swarm() {}

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
