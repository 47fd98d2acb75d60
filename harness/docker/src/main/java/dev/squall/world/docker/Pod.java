package dev.squall.world.docker;

import java.util.Map;
import java.util.Optional;

/**
 * The two containers of one node: a keeper and the node's own. The keeper only holds the network namespace. The node's
 * address, published ports and packet filters therefore outlive the node, and can change while the node is paused or
 * dead.
 *
 * @param keeperId id of the keeper, which alone has the privilege to change the pod's network
 * @param containerId id of the node's container, which has no privileges
 * @param address address of both containers on the run's network
 * @param ports port on this machine's loopback interface, for each of the node's ports
 * @param disk the node's own disk; empty if its storage is in the run's folder
 */
record Pod(
        String nodeId,
        String keeperId,
        String containerId,
        String address,
        Map<Integer, Integer> ports,
        Optional<NodeDisk> disk) {}
