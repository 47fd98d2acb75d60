package dev.squall.world.docker;

import java.util.List;

/**
 * Plan of the pods of a run.
 *
 * @param image image of all containers
 * @param ports ports to publish on the loopback interface of this machine
 * @param haveOwnDisks true if each node's storage is a disk of its own, which can be filled
 * @param haveOwnClocks true if each node's wall clock can be moved; the image must then contain the clock library
 */
record PodPlan(String image, List<Integer> ports, boolean haveOwnDisks, boolean haveOwnClocks) {

    PodPlan {
        ports = List.copyOf(ports);
    }
}
