package dev.squall.lectures.raft;

import dev.squall.node.Message;

/**
 * Receiver of {@link RaftNode}'s deliveries. Only the node's handlers call an application, and an application uses no
 * other threads or clocks. The effects of {@link #deliver} and {@link #restore} depend on their arguments and on the
 * present state only.
 */
public interface Application {

    /** Handles a delivered command. The node calls this method in the order of the log, once per index in each life. */
    void deliver(long index, Command command);

    /** Handles the loss of all log entries from index {@code length} on. None of the lost entries was delivered. */
    void onTruncated(long length);

    /** Handles a message that is not part of the Raft protocol: a client's request or a message of the application. */
    void onMessage(RaftNode raft, Message message);

    /**
     * Returns a snapshot of the present state.
     *
     * @param length number of delivered commands
     * @param lastTerm term of the last delivered command
     */
    Snapshot snapshot(long length, long lastTerm);

    /**
     * Replaces the present state with a snapshot. The next delivered command is the first command after the snapshot.
     * The snapshot may include commands that clients still wait for.
     */
    void restore(Snapshot snapshot);
}
