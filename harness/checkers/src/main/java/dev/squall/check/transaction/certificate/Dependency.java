package dev.squall.check.transaction.certificate;

import java.util.List;

/**
 * Edge of a cycle, with the operations that justify it. Transactions and operations are numbers of the history; -1
 * stands for the initial state, or for no operation.
 *
 * @param from the earlier transaction
 * @param to the later transaction
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
        /** Both transactions belong to one process; the first completed ok before the second was invoked. */
        SESSION,
        /** The first transaction completed ok before the second was invoked. */
        REAL_TIME,
        /** The second transaction reads a version that the first wrote. */
        WR,
        /** The second transaction installs a later version of a key than the first. */
        WW,
        /** The first transaction reads an older version of a key than the second installs. */
        RW,
        /**
         * The first transaction commits earlier: it wrote a key and is visible to a reader of the second's version of
         * this key.
         */
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
