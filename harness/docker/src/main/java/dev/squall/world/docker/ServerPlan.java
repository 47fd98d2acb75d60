package dev.squall.world.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@link ServerContainers} run.
 *
 * @param nodeIds the nodes' names, in order
 * @param image the image's name; it must hold the server, iptables and sleep
 * @param ports on which clients are served
 * @param nodesFolder where each node has a folder of its own, by its name
 * @param command how each node's server is started
 */
public record ServerPlan(
        List<String> nodeIds, String image, List<Integer> ports, Path nodesFolder, ServerCommand command) {

    public ServerPlan {
        nodeIds = List.copyOf(nodeIds);
        ports = List.copyOf(ports);
    }

    /** How a node's server is started. */
    @FunctionalInterface
    public interface ServerCommand {

        /**
         * Prepares a node's folder, once, and answers its command: the same for each of its lives.
         *
         * @param addresses of all nodes on the run's network, by their names
         * @param folder the node's own, on this machine
         * @param folderInside the same folder as the server sees it
         * @throws IOException if the folder cannot be prepared
         */
        List<String> prepare(String nodeId, Map<String, String> addresses, Path folder, String folderInside)
                throws IOException;
    }
}
