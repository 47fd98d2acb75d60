package dev.squall.world.docker;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Plan of the pods of a run.
 *
 * @param images images of the nodes' containers, by node
 * @param keeperImage image of the containers that keep the nodes' networks
 * @param ports ports to publish on the loopback interface of this machine
 * @param diskMebibytes size of each node's own disk, which can be filled; empty if the nodes' storage is in the run's
 *     folder
 * @param clocks way in which the nodes' wall clocks can be moved
 * @param limits limits and privileges of the nodes' containers, by node
 */
record PodPlan(
        Map<String, String> images,
        String keeperImage,
        List<Integer> ports,
        OptionalInt diskMebibytes,
        Clocks clocks,
        Map<String, ContainerLimits> limits) {

    private static final int OWN_DISK_MEBIBYTES = 32;

    /** Ways in which wall clocks can be moved. */
    enum Clocks {
        /** The nodes read the machine's clock. */
        OF_MACHINE,
        /** The nodes' image has the clock library. */
        IN_IMAGE,
        /** The keepers' image has the clock library, which is mounted into the nodes' containers. */
        MOUNTED
    }

    /** Creates the plan of nodes whose image is made by the harness. */
    PodPlan(List<String> nodeIds, String image, List<Integer> ports, boolean haveOwnDisks) {
        this(
                forEach(nodeIds, image),
                image,
                ports,
                haveOwnDisks ? OptionalInt.of(OWN_DISK_MEBIBYTES) : OptionalInt.empty(),
                Clocks.IN_IMAGE,
                forEach(nodeIds, ContainerLimits.USUAL));
    }

    static <T> Map<String, T> forEach(List<String> nodeIds, T value) {
        return nodeIds.stream().collect(Collectors.toMap(nodeId -> nodeId, nodeId -> value));
    }

    PodPlan {
        ports = List.copyOf(ports);
    }
}
