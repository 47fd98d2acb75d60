package dev.squall.world.docker;

import java.util.Map;
import java.util.Optional;

/**
 * The containers of one node. The keeper holds the network namespace and does nothing else. So the node's address,
 * published port and packet filters outlive the node, and can change while the node is paused or dead.
 *
 * @param keeperId id of the keeper, which alone may change its network
 * @param containerId id of the node's container, which has no privileges
 * @param address address of both on the run's network
 * @param ports port on this machine's loopback interface, for each of the node's ports
 * @param disk the node's own disk, if it has one; otherwise its storage is its folder in the run's folder
 */
record Pod(
        String nodeId,
        String keeperId,
        String containerId,
        String address,
        Map<Integer, Integer> ports,
        Optional<NodeDisk> disk) {}
