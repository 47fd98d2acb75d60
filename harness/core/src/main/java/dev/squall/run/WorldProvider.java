package dev.squall.run;

import dev.squall.experiment.Experiment;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldKind;
import java.util.Optional;

/** Provider of worlds of one kind. {@link java.util.ServiceLoader} finds the providers of other libraries. */
public interface WorldProvider {

    WorldKind kind();

    /** Returns the reason for which this machine cannot run the world, in one sentence; empty if it can. */
    Optional<String> whyAbsent();

    /**
     * Returns the type of the clusters that the world creates for a system. The interfaces of the type determine the
     * possible faults.
     *
     * @throws IllegalArgumentException if the world cannot run the system; the message is one sentence
     */
    Class<? extends Cluster> clusterType(SystemUnderTest system);

    /**
     * Checks the requirements on an experiment that are specific to this kind of world. The possibility of the system
     * and of its faults has been checked before.
     *
     * @throws IllegalArgumentException if the world cannot run the experiment; the message is one sentence
     */
    default void require(Experiment experiment) {}

    /**
     * Creates the world of a checked experiment without starting a node.
     *
     * @throws dev.squall.world.WorldException if the world cannot be created
     */
    World create(WorldRequest request);
}
