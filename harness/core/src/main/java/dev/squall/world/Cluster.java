package dev.squall.world;

import dev.squall.node.Message;
import java.util.List;

/**
 * A cluster: the nodes of one run in one world. All methods are called on the thread of the world's {@link Timeline},
 * and the {@link ClusterObserver} is called on it too.
 *
 * <p>Optional interfaces of a cluster declare the faults that it supports: {@link MessageLinks}, {@link
 * ArbitraryLinks}, {@link Killable}, {@link Crashable}, {@link CrashableAtSync}, {@link Pausable}, {@link Clocks},
 * {@link DamageableDisks} and {@link FillableDisks}.
 *
 * <p>Methods throw {@link IllegalArgumentException} if the named node does not exist. Injections are idempotent:
 * killing a node that is down, or resuming one that runs, does nothing, and the evidence shows it.
 */
public interface Cluster extends AutoCloseable {

    /** Returns the names of the nodes, in order. */
    List<String> nodeIds();

    /**
     * Starts every node. {@code whenReady} runs on the timeline when all nodes have answered their {@code init}
     * message.
     *
     * @throws WorldException if a node does not start; thrown here or by {@link Timeline#run()}
     */
    void start(ClusterObserver observer, Runnable whenReady);

    /**
     * Sends a client's request to the node it names; client links have no delay and no faults of their own.
     *
     * @return false if the node is known to be down, so that the request cannot take effect
     */
    boolean send(Message request);

    /** Returns the links between the nodes, which can be cut in every world. */
    Network network();

    /** Returns true if the node has been started, has answered {@code init}, and has not ended since. */
    boolean isUp(String nodeId);

    /** Returns true if the node has ended by itself and is not started again, so that nothing waits for it. */
    default boolean isLeftDown(String nodeId) {
        return false;
    }

    /** Ends every node and frees the cluster's resources. Idempotent and thread-safe. */
    @Override
    void close();
}
