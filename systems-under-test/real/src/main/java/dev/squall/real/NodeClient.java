package dev.squall.real;

import dev.squall.node.Body;
import java.util.concurrent.CompletableFuture;

/**
 * Connection to one node in the system's own protocol, shared by all clients of this node. Calls do not block; results
 * may complete on any thread.
 */
interface NodeClient extends AutoCloseable {

    /**
     * Sends one of {@link dev.squall.node.protocol.LinKv}'s requests and returns the future reply or error. An error is
     * definite only if the request certainly was not and will not be carried out. An exception counts as an indefinite
     * error.
     *
     * @param client name of the requesting client, unique among the clients
     */
    CompletableFuture<Body> call(String client, Body request);

    /** Returns a future that is true if the node serves clients. */
    CompletableFuture<Boolean> isServing();

    /** Returns a future that is true if the node reports that it leads the other nodes. */
    CompletableFuture<Boolean> isPrimary();

    /** Frees the resources of the connection. Requests that have no result yet fail or never complete. May block. */
    @Override
    void close();
}
