package dev.squall.world.server;

import java.util.List;

/** Addresses and ports of the nodes of a cluster. Thread-safe. */
public interface Endpoints {

    /** Returns the names of all nodes, in order. */
    List<String> nodeIds();

    /** Returns the port of this machine's loopback interface that is forwarded to a port of the node. */
    int publishedPort(String nodeId, int port);

    /** Returns the address by which the node is reached; that of this machine's loopback interface by default. */
    default String host(String nodeId) {
        return "127.0.0.1";
    }

    /** Returns the address that the node has on the nodes' network, and may tell to others. */
    default String address(String nodeId) {
        return host(nodeId);
    }

    /** Returns the name of the node that has this address on the nodes' network. */
    default String nodeAt(String address) {
        throw new IllegalStateException("no node has the address " + address);
    }
}
