package dev.squall.real;

import dev.squall.node.Body;
import java.util.concurrent.CompletableFuture;

/**
 * What speaks with one node by the system's own protocol, for all clients that ask this node. Calls do not block;
 * results may complete on any thread.
 */
interface NodeClient extends AutoCloseable {

    /**
     * Does one of {@link dev.squall.node.protocol.LinKv}'s requests. The result is its reply, or an error: a definite
     * one only if the request certainly was not and will not be carried out. What the client itself throws counts as
     * indefinite.
     *
     * @param client who asks, by a name of its own
     */
    CompletableFuture<Body> call(String client, Body request);

    /** Whether the node serves clients. */
    CompletableFuture<Boolean> isServing();

    /** Whether the node says that it leads the others. */
    CompletableFuture<Boolean> isPrimary();

    /** Frees what the client holds; calls that are open fail, or never end. May block. */
    @Override
    void close();
}
