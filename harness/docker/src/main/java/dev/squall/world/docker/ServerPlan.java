package dev.squall.world.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Plan of {@link ServerContainers}.
 *
 * @param nodeIds the nodes' names, in order
 * @param image name of the servers' image
 * @param keeperImage name of the image of the containers that keep the nodes' networks; it has iptables and sleep
 * @param ports the servers' ports for clients
 * @param nodesFolder parent folder of the nodes' folders, which have the nodes' names
 * @param command creates the command of each node's server
 * @param limits limits and privileges of each node's container
 */
public record ServerPlan(
        List<String> nodeIds,
        String image,
        String keeperImage,
        List<Integer> ports,
        Path nodesFolder,
        ServerCommand command,
        ContainerLimits limits) {

    public ServerPlan {
        nodeIds = List.copyOf(nodeIds);
        ports = List.copyOf(ports);
    }

    /** Creates a plan with the usual limits, whose image has the server, iptables and sleep. */
    public ServerPlan(
            List<String> nodeIds, String image, List<Integer> ports, Path nodesFolder, ServerCommand command) {
        this(nodeIds, image, image, ports, nodesFolder, command, ContainerLimits.USUAL);
    }

    /** Command of a node's server. */
    @FunctionalInterface
    public interface ServerCommand {

        /**
         * Prepares a node's folder; called once for each node. Returns the command of the node's server, which is the
         * same for each of its lives.
         *
         * @param addresses addresses of all nodes on the run's network, by node name
         * @param folder the node's folder on this machine
         * @param folderInside the node's folder as seen in the container
         * @throws IOException if the folder cannot be prepared
         */
        List<String> prepare(String nodeId, Map<String, String> addresses, Path folder, String folderInside)
                throws IOException;
    }
}
