package dev.squall.real;

import dev.squall.world.docker.ServerPlan.ServerCommand;
import java.util.List;

/** Server software of a real system: it prepares nodes and connects clients to them. Stateless. */
interface Server extends ServerCommand {

    /** Returns the system's name, which is also the name of its Dockerfile. */
    String name();

    /** Returns the ports on which each node serves clients. */
    List<Integer> ports();

    /** Returns a new client of a node, which starts to connect in the background. */
    NodeClient connect(String nodeId, Endpoints endpoints);
}
