package dev.squall.real;

import java.util.List;

/** Where the nodes of a cluster are reached. May be used by any thread. */
interface Endpoints {

    /** The names of all nodes, in order. */
    List<String> nodeIds();

    /** Where a port of a node's is published on the loopback interface of this machine. */
    int publishedPort(String nodeId, int port);

    /** The node that has this address on the network of the nodes. */
    String nodeAt(String address);
}
