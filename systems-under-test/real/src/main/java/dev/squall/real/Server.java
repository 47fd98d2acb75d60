package dev.squall.real;

import dev.squall.world.docker.ServerPlan.ServerCommand;
import java.util.List;

/** What is particular to a system: how its nodes are started, and how a client speaks with one. Stateless. */
interface Server extends ServerCommand {

    /** The system's name, and that of its Dockerfile. */
    String name();

    /** On which each node serves clients. */
    List<Integer> ports();

    /** A new client of a node, which begins to connect. Does not block for long. */
    NodeClient connect(String nodeId, Endpoints endpoints);
}
