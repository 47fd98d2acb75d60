package dev.squall.lectures.raft;

import java.util.List;

/**
 * Snapshot of the state after the first {@code length} entries of the log, in place of these entries (Raft paper,
 * section 7).
 *
 * @param length number of entries that the snapshot replaces
 * @param lastTerm term of the last replaced entry; 0 if the snapshot is empty
 * @param values value of every key, in the order in which the keys were first written
 * @param lastReplies reply to the latest command of each client, in the order of the clients' first commands
 */
public record Snapshot(long length, long lastTerm, List<KeyValue> values, List<Reply> lastReplies) {

    /** Snapshot of an empty log. */
    static final Snapshot EMPTY = new Snapshot(0, 0, List.of(), List.of());

    public Snapshot {
        values = List.copyOf(values);
        lastReplies = List.copyOf(lastReplies);
    }

    /** A key and its value. */
    public record KeyValue(Object key, Object value) {}
}
