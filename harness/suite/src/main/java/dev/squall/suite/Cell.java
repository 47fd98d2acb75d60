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
 * One combination of an experiment's matrix: all that is common to its runs, which differ by their seeds alone.
 *
 * @param experiment the experiment's name in the suite
 * @param faults the mix of faults as the suite has it, such as {@code all}
 * @param base what is run, from any seed
 * @param swarm whether each seed draws some of the faults, as {@link Swarm} does
 * @param givenSeeds the seeds that the suite names; empty if they are to be fresh
 * @param freshSeeds how many fresh ones it asks for; 0 if it names them
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

    public Cell {
        givenSeeds = List.copyOf(givenSeeds);
    }

    /** Unique in the suite, and the same whenever the suite is read. */
    public String id() {
        return experiment + "/" + base.system() + "/" + base.world() + "/" + faults;
    }

    boolean isSimulated() {
        return base.world().isVirtual();
    }

    Experiment experiment(long seed) {
        return swarm ? Swarm.draw(base, seed) : base.withSeed(seed);
    }

    /** Its seeds, each once, in the order in which they are run; fresh ones follow from the master seed and the id. */
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
