package dev.squall.real;

import dev.squall.world.docker.ServerPlan.ServerCommand;
import dev.squall.world.server.NodeClient;
import java.util.List;

/** Server software of a real system: it prepares nodes and connects clients to them. Stateless. */
interface Server extends ServerCommand, NodeClient.Connector {

    /** Returns the system's name, which is also the name of its Dockerfile. */
    String name();

    /** Returns the ports on which each node serves clients. */
    List<Integer> ports();
}
