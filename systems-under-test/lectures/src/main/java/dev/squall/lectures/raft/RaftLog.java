package dev.squall.lectures.raft;

import java.util.ArrayList;
import java.util.List;

/**
 * Log of a node, with a snapshot in place of its first {@link #start()} entries. Indexes are absolute and count from 0,
 * as in the lectures. The entry at index i is the last of the prefix of length i + 1, even if a snapshot has replaced
 * earlier entries.
 */
final class RaftLog {

    private Snapshot snapshot;
    private final List<LogEntry> entries = new ArrayList<>();

    RaftLog(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Returns the snapshot that replaces the entries below {@link #start()}. */
    Snapshot snapshot() {
        return snapshot;
    }

    /** Returns the smallest index of an entry that the snapshot does not replace. */
    long start() {
        return snapshot.length();
    }

    long length() {
        return snapshot.length() + entries.size();
    }

    /** @param index index from {@link #start()} to {@link #length()} - 1 */
    LogEntry get(long index) {
        return entries.get(offset(index));
    }

    /**
     * Returns the term of the last entry of the prefix of this length, 0 if the prefix is empty.
     *
     * @param prefixLength length from {@link #start()} to {@link #length()}
     */
    long termOfPrefix(long prefixLength) {
        return prefixLength == snapshot.length()
                ? snapshot.lastTerm()
                : get(prefixLength - 1).term();
    }

    /** Returns the term of the last entry, 0 if the log never had an entry. */
    long lastTerm() {
        return termOfPrefix(length());
    }

    void append(LogEntry entry) {
        entries.add(entry);
    }

    /** Removes the entries from index {@code length} on. {@code length} is at least {@link #start()}. */
    void truncate(long length) {
        entries.subList(offset(length), entries.size()).clear();
    }

    /** Returns an immutable copy of at most {@code limit} entries from {@code index} on. */
    List<LogEntry> slice(long index, int limit) {
        int from = offset(index);
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
    }

    /** Returns the terms of the entries from {@link #start()} on. */
    List<Long> entryTerms() {
        List<Long> terms = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            terms.add(entry.term());
        }
        return terms;
    }

    /**
     * Replaces the first entries with a longer snapshot. Later entries stay if the log contains the snapshot's last
     * entry: by log matching, log and snapshot then agree on all earlier entries. Otherwise the whole log is removed
     * (Raft paper, section 7).
     */
    void replacePrefix(Snapshot longer) {
        boolean agrees = longer.length() <= length() && termOfPrefix(longer.length()) == longer.lastTerm();
        int dropped = agrees ? offset(longer.length()) : entries.size();
        entries.subList(0, dropped).clear();
        snapshot = longer;
    }

    private int offset(long index) {
        return (int) (index - snapshot.length());
    }
}
