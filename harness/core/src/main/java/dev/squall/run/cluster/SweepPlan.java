package dev.squall.run.cluster;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Swarm;
import dev.squall.experiment.Variations;
import java.io.Serializable;

/**
 * Plan of a sweep in the simulated world. It names the system, which each machine finds in its own class path.
 *
 * @param base experiment of the runs; its seed is the first one
 * @param swarm true if each seed draws its faults, as {@link Swarm} does
 * @param variations sizes and settings that each seed draws
 * @param seeds number of seeds, at least 1
 */
public record SweepPlan(Experiment base, boolean swarm, Variations variations, int seeds) implements Serializable {

    /** One seed in this many is run twice. */
    public static final int SAMPLE_INTERVAL = 100;

    private static final long serialVersionUID = 1;

    /** Returns the experiment of a seed. */
    public Experiment experiment(long seed) {
        return Swarm.vary(swarm ? Swarm.draw(base, seed) : base.withSeed(seed), variations);
    }

    /** Returns true for each seed that is run twice, on different machines if possible. */
    boolean isSample(long seed) {
        return (seed - base.seed()) % SAMPLE_INTERVAL == 0;
    }
}
