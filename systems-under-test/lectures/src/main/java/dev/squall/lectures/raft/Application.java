package dev.squall.lectures.raft;

import dev.squall.node.Message;

/**
 * The receiver of {@link RaftNode}'s deliveries. It is called from the node's own handlers and uses no other threads or
 * clocks. The effects of {@link #deliver} and {@link #restore} depend on their arguments only.
 */
public interface Application {

    /** Handles a delivered command. Called in the order of the log, once per index in each life. */
    void deliver(long index, Command command);

    /** Handles the loss of all log entries from index {@code length} on. None of them was delivered. */
    void onTruncated(long length);

    /** Handles a message that is not one of Raft's: a client's, or one of the application's own. */
    void onMessage(RaftNode raft, Message message);

    /**
     * Returns a snapshot of the present state.
     *
     * @param length number of delivered commands
     * @param lastTerm term of the last of them
     */
    Snapshot snapshot(long length, long lastTerm);

    /**
     * Replaces the present state by this one. The next delivered command is the one after the snapshot. The snapshot
     * may include commands whose replies are still awaited.
     */
    void restore(Snapshot snapshot);
}
