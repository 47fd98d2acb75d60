package dev.squall.world.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Plan of {@link ServerContainers}.
 *
 * @param nodeIds the nodes' names, in order
 * @param images names of the servers' images, by node
 * @param keeperImage name of the image of the containers that keep the nodes' networks; it has iptables and sleep
 * @param ports the servers' ports for clients
 * @param nodesFolder parent folder of the nodes' folders, which have the nodes' names
 * @param command creates the command of each node's server
 * @param limits limits and privileges of the nodes' containers, by node
 * @param diskMebibytes size of each node's own disk, which can be filled; empty if the servers' files are in the run's
 *     folder
 * @param logs files and folders in each container that are copied to the run's folder at the end
 * @param canMoveClocks true if wall clocks can be moved; the keepers' image then has {@code /clock.so}
 */
public record ServerPlan(
        List<String> nodeIds,
        Map<String, String> images,
        String keeperImage,
        List<Integer> ports,
        Path nodesFolder,
        ServerCommand command,
        Map<String, ContainerLimits> limits,
        OptionalInt diskMebibytes,
        List<String> logs,
        boolean canMoveClocks) {

    public ServerPlan {
        nodeIds = List.copyOf(nodeIds);
        ports = List.copyOf(ports);
    }

    /** Creates a plan with the usual limits, whose image has the server, iptables and sleep. */
    public ServerPlan(
            List<String> nodeIds, String image, List<Integer> ports, Path nodesFolder, ServerCommand command) {
        this(
                nodeIds,
                PodPlan.forEach(nodeIds, image),
                image,
                ports,
                nodesFolder,
                command,
                PodPlan.forEach(nodeIds, ContainerLimits.USUAL),
                OptionalInt.empty(),
                List.of(),
                false);
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

        /** Returns the environment variables of a node's server, after it has been prepared. */
        default Map<String, String> environment(String nodeId) {
            return Map.of();
        }
    }
}
