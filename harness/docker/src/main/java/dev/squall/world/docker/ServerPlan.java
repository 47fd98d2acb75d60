package dev.squall.world.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Plan of {@link ServerContainers}.
 *
 * @param nodeIds the nodes' names, in order
 * @param image the image's name; it must hold the server, iptables and sleep
 * @param ports the servers' ports for clients
 * @param nodesFolder parent of the nodes' folders, which have the nodes' names
 * @param command makes the command of each node's server
 */
public record ServerPlan(
        List<String> nodeIds, String image, List<Integer> ports, Path nodesFolder, ServerCommand command) {

    public ServerPlan {
        nodeIds = List.copyOf(nodeIds);
        ports = List.copyOf(ports);
    }

    /** Command of a node's server. */
    @FunctionalInterface
    public interface ServerCommand {

        /**
         * Prepares a node's folder, once. Returns the node's command, which is the same for each of its lives.
         *
         * @param addresses addresses of all nodes on the run's network, by their names
         * @param folder the node's own, on this machine
         * @param folderInside the same folder as the server sees it
         * @throws IOException if the folder cannot be prepared
         */
        List<String> prepare(String nodeId, Map<String, String> addresses, Path folder, String folderInside)
                throws IOException;
    }
}
