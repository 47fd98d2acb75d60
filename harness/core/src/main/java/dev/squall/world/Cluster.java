package dev.squall.world;

import dev.squall.node.Message;
import java.util.List;

/**
 * The nodes of one run in one world. All calls come from the thread of the world's {@link Timeline}, and all calls to
 * the {@link ClusterObserver} go out on it.
 *
 * <p>What can be done to the nodes are optional interfaces that a cluster implements: {@link MessageLinks}, {@link
 * ArbitraryLinks}, {@link Killable}, {@link Crashable}, {@link CrashableAtSync}, {@link Pausable}, {@link Clocks},
 * {@link DamageableDisks} and
 * {@link FillableDisks}. The faults on offer follow from these.
 *
 * <p>Naming a node that does not exist throws {@link IllegalArgumentException}. Injections are idempotent: to kill a
 * node that is down, or resume one that runs, does nothing and says so in its evidence.
 */
public interface Cluster extends AutoCloseable {

    /** Returns the names of the nodes, in order. */
    List<String> nodeIds();

    /**
     * Starts every node. {@code whenReady} runs on the timeline when all have answered their {@code init}.
     *
     * @throws WorldException here or from {@link Timeline#run()} if a node does not start
     */
    void start(ClusterObserver observer, Runnable whenReady);

    /**
     * Hands a client's request to the node it names; client links have no delay and no faults of their own.
     *
     * @return false if the node is known to be down: the request did not and will not reach it
     */
    boolean send(Message request);

    /** Returns the links between the nodes, which can be cut in every world. */
    Network network();

    /** Returns true if the node has been started, has answered {@code init}, and has not been killed since. */
    boolean isUp(String nodeId);

    /** Ends every node and frees what the cluster holds. Idempotent; callable from any thread. */
    @Override
    void close();
}
