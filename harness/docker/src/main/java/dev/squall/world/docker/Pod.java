package dev.squall.world.docker;

import java.util.Map;
import java.util.Optional;

/**
 * The containers of one node. The keeper holds the network namespace, and does nothing else: so the node's address, its
 * published port and the filters of its packets outlive the node, and can be changed while it is paused or dead.
 *
 * @param keeperId of the keeper, which alone has the right to change its network
 * @param containerId of the node itself, which has no rights at all
 * @param address of both on the run's network
 * @param ports where the node's ports are on the loopback interface of this machine
 * @param disk of the node's own, if it has one; else its storage is its folder in the run's folder
 */
record Pod(
        String nodeId,
        String keeperId,
        String containerId,
        String address,
        Map<Integer, Integer> ports,
        Optional<NodeDisk> disk) {}
