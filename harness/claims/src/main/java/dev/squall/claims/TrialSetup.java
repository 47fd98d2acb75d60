package dev.squall.claims;

import dev.squall.experiment.Experiment;
import dev.squall.run.Worlds;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import dev.squall.world.WorldKind;

/**
 * Experiment of a trial in one kind of world, with its first seed.
 *
 * @param swarm true if each seed draws its faults
 * @param namesFaults true if the faults are set explicitly, rather than the system's usual ones
 */
public record TrialSetup(SystemUnderTest system, Experiment experiment, boolean swarm, boolean namesFaults) {

    /** @throws IllegalArgumentException if the trial is impossible in the world */
    public static TrialSetup of(Trial trial, WorldKind world, long firstSeed) {
        SystemUnderTest system = Systems.installed().named(trial.system());
        Experiment experiment = trial.experiment().toExperiment(system, world, firstSeed);
        Worlds.require(experiment, system);
        return new TrialSetup(
                system,
                experiment,
                trial.experiment().isSwarm(),
                trial.experiment().namesFaults());
    }
}
