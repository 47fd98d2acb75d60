package dev.squall.lectures.raft;

import dev.squall.node.Message;

/**
 * What {@link RaftNode} delivers to. It is called from the node's own handlers, and has no more threads or clocks than
 * the node; what it does on {@link #deliver} and {@link #restore} follows from their arguments alone.
 */
public interface Application {

    /** On delivering a command: called in the order of the log, in each life once for an index. */
    void deliver(long index, Command command);

    /** On losing whatever entries the log had from index {@code length} on, none of which was delivered. */
    void onTruncated(long length);

    /** On receiving what is no message of Raft: whatever comes from clients, and the application's own messages. */
    void onMessage(RaftNode raft, Message message);

    /**
     * The state as it is.
     *
     * @param length how many commands were delivered
     * @param lastTerm the term of the last of them
     */
    Snapshot snapshot(long length, long lastTerm);

    /**
     * Puts this state in place of the present one. The next command delivered is the one after it. Commands that were
     * awaited may be among those that it counts.
     */
    void restore(Snapshot snapshot);
}
