package dev.squall.real;

import java.util.List;

/** Addresses and ports at which the nodes of a cluster are reached. May be used by any thread. */
interface Endpoints {

    /** Returns the names of all nodes, in order. */
    List<String> nodeIds();

    /** Returns the port of this machine's loopback interface that leads to a port of the node. */
    int publishedPort(String nodeId, int port);

    /** Returns the name of the node that has this address on the nodes' network. */
    String nodeAt(String address);
}
