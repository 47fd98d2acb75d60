package dev.squall.real;

import dev.squall.world.docker.ServerPlan.ServerCommand;
import java.util.List;

/** A kind of server: prepares its nodes and connects clients to them. Stateless. */
interface Server extends ServerCommand {

    /** Returns the system's name, which its Dockerfile has too. */
    String name();

    /** Returns the ports on which each node serves clients. */
    List<Integer> ports();

    /** Returns a new client of a node, which begins to connect. Does not block for long. */
    NodeClient connect(String nodeId, Endpoints endpoints);
}
