package dev.squall.world.docker;

import java.util.List;

/**
 * Plan of the pods of a run.
 *
 * @param image image of the nodes' containers
 * @param keeperImage image of the containers that keep the nodes' networks
 * @param ports ports to publish on the loopback interface of this machine
 * @param haveOwnDisks true if each node's storage is a disk of its own, which can be filled
 * @param haveOwnClocks true if each node's wall clock can be moved; the image must then contain the clock library
 * @param limits limits and privileges of each node's container
 */
record PodPlan(
        String image,
        String keeperImage,
        List<Integer> ports,
        boolean haveOwnDisks,
        boolean haveOwnClocks,
        ContainerLimits limits) {

    PodPlan(String image, List<Integer> ports, boolean haveOwnDisks, boolean haveOwnClocks) {
        this(image, image, ports, haveOwnDisks, haveOwnClocks, ContainerLimits.USUAL);
    }

    PodPlan {
        ports = List.copyOf(ports);
    }
}
