package dev.squall.world.server;

import dev.squall.fault.PacketFault;
import dev.squall.world.Network;
import dev.squall.world.WorldException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Unmodified servers on one kind of machine, one for each node. All methods are called on the timeline's thread, except
 * {@link #close()}, which is thread-safe. A killed server keeps its files.
 */
public interface Servers extends AutoCloseable {

    /** Listener to servers that end without having been killed, called on the timeline's thread. */
    @FunctionalInterface
    interface Ends {

        /**
         * Called once when a server has ended.
         *
         * @param exitCode the exit code; empty if the server could not be started
         * @param words the end in words, such as {@code ended by itself with exit code 1}
         */
        void onEnd(String nodeId, OptionalInt exitCode, String words);
    }

    /** Returns the links between the servers. */
    Network network();

    /** Returns the kinds of packet faults that are possible between the servers. */
    default List<PacketFault.Kind> packetFaults() {
        return PacketFault.BEHIND_RELAY;
    }

    /**
     * Prepares the machines without starting a server.
     *
     * @throws WorldException if the machines cannot be prepared
     */
    void create(Ends ends);

    /** Returns the node's address on the nodes' network. */
    String address(String nodeId);

    /**
     * Returns the port of this machine's loopback interface by which clients reach a port of the node.
     *
     * @param port number of the port in the servers' plan
     */
    int publishedPort(String nodeId, int port);

    /** Begins to start a server that is down. The returned future completes when the server's process runs. */
    CompletableFuture<Void> start(String nodeId);

    /** Kills a server and returns when it has ended. */
    void kill(String nodeId);

    /** Freezes a server. */
    void pause(String nodeId);

    /** Resumes a frozen server. */
    void resume(String nodeId);

    /**
     * Sets a server's wall clock; the monotonic clock stays true.
     *
     * @param offsetNanos added to the true wall clock from now on
     * @param ratePartsPerBillion growth of the offset from now on
     * @throws UnsupportedOperationException if the servers read the machine's clock
     */
    default void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion) {
        throw new UnsupportedOperationException("the servers read the machine's own clock");
    }

    /** Returns the number of times that processes of the node have read a wrong wall clock. */
    default long wrongReadings(String nodeId) {
        return 0;
    }

    /**
     * Fills the disk of a server.
     *
     * @throws UnsupportedOperationException if the servers have no disks of their own
     */
    default void fillDisk(String nodeId) {
        throw new UnsupportedOperationException("the servers have no disks of their own");
    }

    /** Frees the disk of a server. Returns true if it was full until now. */
    default boolean freeDisk(String nodeId) {
        throw new UnsupportedOperationException("the servers have no disks of their own");
    }

    /** Returns an exception for a failure of a node, with the last lines of the node's output. */
    WorldException failure(String nodeId, String what);

    /** Ends every server, saves the logs, and frees all resources. Idempotent. */
    @Override
    void close();
}
