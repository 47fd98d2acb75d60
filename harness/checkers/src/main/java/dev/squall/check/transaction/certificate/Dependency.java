package dev.squall.check.transaction.certificate;

import java.util.List;

/**
 * Edge of a cycle, with the operations that justify it. Transactions and operations are numbers of the history; -1
 * stands for the initial state, or for no operation.
 *
 * @param from transaction that comes first
 * @param to transaction that comes after it
 * @param kind reason for the order
 * @param fromOperation operation of {@code from} on the key; -1 for session and real-time order
 * @param toOperation operation of {@code to} on the key; -1 for session and real-time order
 * @param witness read that shows the order of two versions; -1 if none is needed or the order is assumed in a case
 * @param path dependencies through which {@code from} is visible to the transaction of the witness; empty if not needed
 */
public record Dependency(
        int from, int to, Kind kind, int fromOperation, int toOperation, int witness, List<Dependency> path) {

    /** Reason for the order of two transactions. */
    public enum Kind {
        /** Both are of one process; the first completed ok before the second was invoked. */
        SESSION,
        /** The first completed ok before the second was invoked. */
        REAL_TIME,
        /** The second reads what the first wrote. */
        WR,
        /** The second installs a later version of a key than the first. */
        WW,
        /** The first reads a version of a key that is older than the second's. */
        RW,
        /** A reader of the second's version sees the first, which wrote the same key: so the first commits earlier. */
        COMMITS_BEFORE
    }

    public Dependency {
        path = List.copyOf(path);
    }

    /** Returns an edge of session or real-time order. */
    public static Dependency ordered(int from, int to, Kind kind) {
        return new Dependency(from, to, kind, -1, -1, -1, List.of());
    }

    /** Returns an edge between two operations on one key. */
    public static Dependency of(int from, int to, Kind kind, int fromOperation, int toOperation, int witness) {
        return new Dependency(from, to, kind, fromOperation, toOperation, witness, List.of());
    }
}
