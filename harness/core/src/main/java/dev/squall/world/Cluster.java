package dev.squall.world;

import dev.squall.node.Message;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The nodes of one run in one world, and what can be done to them. All calls come from the thread of the world's
 * {@link Timeline}, and all calls to the {@link ClusterObserver} go out on it.
 *
 * <p>An injection that a cluster's {@link #faculties()} do not cover throws {@link IllegalStateException}; naming a
 * node that does not exist throws {@link IllegalArgumentException}. Injections are idempotent: to kill a node that is
 * down, or resume one that runs, does nothing and says so in its evidence.
 */
public interface Cluster extends AutoCloseable {

    /** The names of the nodes, in order. */
    List<String> nodeIds();

    /** What can be done to this cluster. */
    Set<Faculty> faculties();

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

    /** The links between the nodes. */
    Network network();

    /** Whether the node has been started, has answered {@code init}, and has not been killed since. */
    boolean isUp(String nodeId);

    /** Whether the node is paused. */
    boolean isPaused(String nodeId);

    /**
     * Kills a node at once, with all that it has in memory. Messages that are still on a link arrive at its next life,
     * or are lost if it is down when they arrive.
     *
     * @param loss what becomes of the writes that it had not synced
     * @return what was seen: whether it had run, and how much was lost
     */
    KillEvidence kill(String nodeId, WriteLoss loss);

    /**
     * Whether the node's storage holds anything that it has not synced, so that a crash now would lose it. False if the
     * node is down.
     */
    boolean hasUnsyncedWrites(String nodeId);

    /**
     * Kills a node when it is next about to sync what it has written: in the middle of a handler, whose messages so far
     * are sent and whose later ones are not.
     *
     * @param report given what was seen, when it has happened
     * @return withdraws the kill, if it has not happened yet
     */
    Runnable killAtNextSync(String nodeId, WriteLoss loss, Consumer<KillEvidence> report);

    /** Starts a killed node again with what its storage kept. */
    void restart(String nodeId);

    /** Stops a node from running, and messages from being received by it, until {@link #resume}. */
    void pause(String nodeId);

    /** Lets a paused node go on, with all that was sent to it meanwhile. */
    void resume(String nodeId);

    /**
     * Moves a node's wall clock. The monotonic clock and the timers stay true. The setting survives a kill.
     *
     * @param offsetNanos added to the true wall clock from now on
     * @param ratePartsPerBillion by which the offset grows from now on; negative for a slow clock
     */
    void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion);

    /**
     * The node's offset from the true wall clock, in nanoseconds, as its host last reported it; with the drift since
     * then, if it drifts.
     */
    long clockOffsetNanos(String nodeId);

    /**
     * Puts a fault of a node's storage in force.
     *
     * <p>{@link StorageFault#BIT_FLIP}: kills the node, if it is up, flips a bit of what it had synced, at random, and
     * starts it again; it then ends at once, if it looks at what it reads. {@link StorageFault#FULL}: from now on
     * what the node writes is refused; it then ends, if it does as it should. In neither case is that a failure of the
     * world: the node stays down until it is started, and ends again if the fault is still in force.
     *
     * @return false if nothing was done: the fault is in force already, or the node has synced nothing
     */
    boolean injectStorageFault(String nodeId, StorageFault fault);

    /** Undoes the fault, and starts the node again if it is down because of it. */
    void healStorageFault(String nodeId, StorageFault fault);

    /** How many lives of the node have ended because of this fault. */
    int storageDeaths(String nodeId, StorageFault fault);

    /** Ends every node and frees what the cluster holds. Idempotent; callable from any thread. */
    @Override
    void close();
}
