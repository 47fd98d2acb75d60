package dev.squall.real;

import java.util.List;

/** Addresses and ports of the nodes of a cluster. Thread-safe. */
interface Endpoints {

    /** Returns the names of all nodes, in order. */
    List<String> nodeIds();

    /** Returns the port of this machine's loopback interface that is forwarded to a port of the node. */
    int publishedPort(String nodeId, int port);

    /** Returns the name of the node that has this address on the nodes' network. */
    String nodeAt(String address);
}
