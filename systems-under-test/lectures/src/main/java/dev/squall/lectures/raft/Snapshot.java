package dev.squall.lectures.raft;

import java.util.List;

/**
 * The effect of the first {@code length} entries of the log, which it replaces (Raft paper, section 7).
 *
 * @param length number of entries that it replaces
 * @param lastTerm the term of the last of them, 0 if there are none
 * @param values every key's value, in the order in which the keys were first written
 * @param lastReplies for each client the reply to its latest command, in the order of the clients' first commands
 */
public record Snapshot(long length, long lastTerm, List<KeyValue> values, List<Reply> lastReplies) {

    /** The snapshot of an empty log. */
    static final Snapshot EMPTY = new Snapshot(0, 0, List.of(), List.of());

    public Snapshot {
        values = List.copyOf(values);
        lastReplies = List.copyOf(lastReplies);
    }

    /** A key and the value it holds. */
    public record KeyValue(Object key, Object value) {}
}
