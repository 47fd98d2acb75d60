package dev.squall.world.docker;

import java.util.List;

/**
 * What each pod of a run is to be.
 *
 * @param image of all its containers
 * @param ports that are published on the loopback interface of this machine
 * @param haveOwnDisks whether each node's storage is on a disk of its own, which can be filled
 * @param haveOwnClocks whether each node's wall clock can be moved; the image must then hold the library that does so
 */
record PodPlan(String image, List<Integer> ports, boolean haveOwnDisks, boolean haveOwnClocks) {

    PodPlan {
        ports = List.copyOf(ports);
    }
}
