package dev.squall.system;

import dev.squall.experiment.Experiment;
import dev.squall.node.Vocabulary;
import dev.squall.world.Cluster;
import dev.squall.world.World;
import dev.squall.world.WorldKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Deployment of a system that was not written for this harness: its servers, and the kind of world that can run them.
 */
public interface Deployment {

    /** Returns the kind of world that can run the servers. */
    WorldKind world();

    /** Returns the type of the deployment's clusters, whose interfaces determine the possible faults. */
    Class<? extends Cluster> clusterType();

    /** Returns the default number of nodes of a cluster of these servers. */
    int usualNodeCount();

    /** Returns the names of the nodes, if the servers cannot have others; an empty list if they can. */
    default List<String> nodeNames() {
        return List.of();
    }

    /** Returns the types of facts that are noted about the servers. */
    Vocabulary facts();

    /** Returns the names of the system's own settings. */
    default Set<String> options() {
        return Set.of();
    }

    /** Returns the file that describes the system; empty if the system is described by its class. */
    default Optional<Path> describedIn() {
        return Optional.empty();
    }

    /**
     * Creates the world of an experiment without starting a node.
     *
     * @param runName name that distinguishes the run from others on this machine
     * @param nodesFolder folder with a subfolder for each node
     * @param progress receives a few words about each step that takes long
     * @throws dev.squall.world.WorldException if the world cannot be created
     */
    World create(Experiment experiment, String runName, Path nodesFolder, Consumer<String> progress);
}
