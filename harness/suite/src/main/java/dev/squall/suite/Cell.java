package dev.squall.suite;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Swarm;
import dev.squall.world.Seed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One combination of values in an experiment's matrix. The runs of a cell differ only by their seeds.
 *
 * @param experiment name of the experiment in the suite
 * @param faults set of faults as written in the suite, such as {@code all}
 * @param base the experiment of the runs, except for the seed
 * @param swarm true if each seed draws a subset of the faults, as {@link Swarm} does
 * @param givenSeeds seeds that the suite names; empty for fresh seeds
 * @param freshSeeds number of fresh seeds; 0 if the suite names the seeds
 */
public record Cell(
        String experiment,
        String faults,
        Experiment base,
        boolean swarm,
        List<Long> givenSeeds,
        int freshSeeds,
        Policy policy) {

    private static final int SEED_BOUND = 1_000_000_000;

    /**
     * Labels that identify a cell in reports.
     *
     * @param experiment name of the experiment in the suite
     * @param world name of the world
     * @param faults set of faults as written in the suite, such as {@code all}
     */
    public record Labels(String experiment, String system, String workload, String world, String faults) {

        /** Returns an identifier of the cell, which is unique in the suite and the same whenever the suite is read. */
        public String id() {
            return experiment + "/" + system + "/" + world + "/" + faults;
        }
    }

    public Cell {
        givenSeeds = List.copyOf(givenSeeds);
    }

    /** Returns the labels of the cell in reports. */
    public Labels labels() {
        return new Labels(
                experiment, base.system(), base.workload(), base.world().name(), faults);
    }

    /** Returns the {@linkplain Labels#id() identifier} of the cell. */
    public String id() {
        return labels().id();
    }

    boolean isSimulated() {
        return base.world().isVirtual();
    }

    Experiment experiment(long seed) {
        return swarm ? Swarm.draw(base, seed) : base.withSeed(seed);
    }

    /**
     * Returns the distinct seeds of the cell, in the order of their runs; fresh seeds are derived from the master seed
     * and the id.
     */
    List<Long> seeds(long masterSeed) {
        if (freshSeeds == 0) {
            return givenSeeds;
        }
        SplittableRandom random = new Seed(masterSeed).stream(id());
        Set<Long> seeds = new LinkedHashSet<>();
        while (seeds.size() < freshSeeds) {
            seeds.add((long) random.nextInt(SEED_BOUND));
        }
        return new ArrayList<>(seeds);
    }
}
