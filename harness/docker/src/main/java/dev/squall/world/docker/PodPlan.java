package dev.squall.world.docker;

import java.util.List;

/**
 * Plan of a run's pods.
 *
 * @param image image of all containers
 * @param ports ports to publish on the loopback interface of this machine
 * @param haveOwnDisks true if each node's storage is on a disk of its own, which can be filled
 * @param haveOwnClocks true if each node's wall clock can be moved; the image must then hold the library for it
 */
record PodPlan(String image, List<Integer> ports, boolean haveOwnDisks, boolean haveOwnClocks) {

    PodPlan {
        ports = List.copyOf(ports);
    }
}
