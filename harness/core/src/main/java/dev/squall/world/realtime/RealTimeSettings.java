package dev.squall.world.realtime;

import dev.squall.node.Vocabulary;
import java.nio.file.Path;
import java.util.List;

/**
 * Settings of a {@link RealTimeCluster}.
 *
 * @param nodeIds the nodes' names, in order
 * @param command how each is started
 * @param vocabulary what clients and nodes say to each other, and the facts that nodes note
 * @param nodesFolder where each node has a folder of its own, by its name, for its storage and its log; what an earlier
 *     run left there the nodes recover
 */
public record RealTimeSettings(List<String> nodeIds, NodeCommand command, Vocabulary vocabulary, Path nodesFolder) {

    public RealTimeSettings {
        nodeIds = List.copyOf(nodeIds);
    }

    /** Returns the folder of the node's storage and log. */
    public Path nodeFolder(String nodeId) {
        return nodesFolder.resolve(nodeId);
    }

    /** Returns the file of what the node has written to its standard error. */
    public Path logFile(String nodeId) {
        return nodeFolder(nodeId).resolve("stderr.log");
    }
}
