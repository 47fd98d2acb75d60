package dev.squall.system;

import dev.squall.experiment.Experiment;
import dev.squall.node.Vocabulary;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldKind;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The servers of a system that was not written for this harness, in the one kind of world that can run them. */
public interface Deployment {

    /** Returns that kind of world. */
    WorldKind world();

    /** Returns the type of its clusters, whose interfaces say which faults are possible. */
    Class<? extends Cluster> clusterType();

    /** Returns the number of nodes that a cluster of these servers usually has. */
    int usualNodeCount();

    /** Returns the facts that are noted about the servers. */
    Vocabulary facts();

    /**
     * Makes the world of an experiment; nothing is started yet.
     *
     * @param runName distinguishes the run from others on this machine
     * @param nodesFolder holds a folder for each node
     * @param progress is told in a few words about each step that takes long
     * @throws dev.squall.world.WorldException if the world cannot be made
     */
    World create(Experiment experiment, String runName, Path nodesFolder, Consumer<String> progress);
}
