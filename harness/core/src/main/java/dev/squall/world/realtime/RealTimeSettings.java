package dev.squall.world.realtime;

import dev.squall.node.Vocabulary;
import java.nio.file.Path;
import java.util.List;

/**
 * Settings of a {@link RealTimeCluster}.
 *
 * @param nodeIds the nodes' names, in order
 * @param command command that starts each node
 * @param vocabulary message types of clients and nodes, and types of the facts that nodes note
 * @param nodesFolder folder with a subfolder for each node's storage and log; nodes recover data of an earlier run from
 *     it
 */
public record RealTimeSettings(List<String> nodeIds, NodeCommand command, Vocabulary vocabulary, Path nodesFolder) {

    public RealTimeSettings {
        nodeIds = List.copyOf(nodeIds);
    }

    /** Returns the folder of the node's storage and log. */
    public Path nodeFolder(String nodeId) {
        return nodesFolder.resolve(nodeId);
    }

    /** Returns the file with the node's standard error. */
    public Path logFile(String nodeId) {
        return nodeFolder(nodeId).resolve("stderr.log");
    }
}
