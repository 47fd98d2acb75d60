package dev.squall.world.server;

import dev.squall.node.Body;
import java.util.concurrent.CompletableFuture;

/**
 * Connection to one node in the system's own protocol, shared by all clients of this node. Calls do not block; results
 * may complete on any thread.
 */
public interface NodeClient extends AutoCloseable {

    /**
     * Creator of the clients of a cluster's nodes. A class that a system file names has a public constructor without
     * arguments.
     */
    @FunctionalInterface
    interface Connector {

        /** Returns a new client of a node, which starts to connect in the background. */
        NodeClient connect(String nodeId, Endpoints endpoints);

        /** Frees what the clients share, when the run has ended. Idempotent and thread-safe. */
        default void close() {}
    }

    /**
     * Sends a request of the run's workload and returns the future reply or error. An error is
     * definite only if the request certainly was not and will not be carried out. An exception counts as an indefinite
     * error.
     *
     * @param client name of the requesting client, unique among the clients
     */
    CompletableFuture<Body> call(String client, Body request);

    /** Returns a future that is true if the node serves clients. */
    CompletableFuture<Boolean> isServing();

    /** Returns a future that is true if the node reports that it leads the other nodes. */
    default CompletableFuture<Boolean> isPrimary() {
        return CompletableFuture.completedFuture(false);
    }

    /** Frees the resources of the connection. Requests that have no result yet fail or never complete. May block. */
    @Override
    void close();
}
