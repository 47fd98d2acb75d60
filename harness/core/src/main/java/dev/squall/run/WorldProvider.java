package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldKind;
import java.util.Optional;

/** Provider of the worlds of one kind. {@link java.util.ServiceLoader} finds those of other libraries. */
public interface WorldProvider {

    WorldKind kind();

    /** Returns why this machine cannot have such a world, in one sentence; empty if it can. */
    Optional<String> whyAbsent();

    /**
     * Returns the type of the clusters that the world makes of a system. Its interfaces say which faults are possible.
     *
     * @throws IllegalArgumentException if the world cannot run the system; the message is one sentence
     */
    Class<? extends Cluster> clusterType(SystemUnderTest system);

    /**
     * Checks what only this kind of world knows of an experiment. Its system and faults are known to be possible.
     *
     * @throws IllegalArgumentException if the world cannot run the experiment; the message is one sentence
     */
    void require(Experiment experiment);

    /**
     * Makes the world of an experiment that was checked; nothing is started yet.
     *
     * @throws dev.squall.world.WorldException if the world cannot be made
     */
    World create(WorldRequest request);
}
