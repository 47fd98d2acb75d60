package dev.squall.lectures.models;

import dev.squall.node.NodeProgram;
import java.util.Locale;

/**
 * A row of the lecture's table of minimum assumptions (lecture 7.3).
 *
 * @param name name of the task in the table
 * @param program program of the nodes that do the task
 * @param minimum nodes that must be up
 * @param below behaviour without the minimum of nodes
 */
record Row(
        String name,
        Task task,
        NodeProgram program,
        Algorithm algorithm,
        int nodeCount,
        Nodes minimum,
        Timing timing,
        Below below) {

    /** Numbers of nodes that a task needs. */
    enum Nodes {
        ALL("all %d nodes"),
        QUORUM("a quorum of %d nodes"),
        LOCAL("the local node of %d nodes");

        private final String words;

        Nodes(String words) {
            this.words = words;
        }

        /** Returns the number of nodes that must be up. */
        int of(int nodeCount) {
            return switch (this) {
                case ALL -> nodeCount;
                case QUORUM -> nodeCount / 2 + 1;
                case LOCAL -> 1;
            };
        }
    }

    /** Assumptions about the time that messages take. */
    enum Timing {
        /** Messages take less than a known time, except in periods of unknown, finite length. */
        PARTIALLY_SYNCHRONOUS,
        /** Messages may take any finite time. */
        ASYNCHRONOUS
    }

    /** Behaviour of nodes that are fewer than the task needs. */
    enum Below {
        /** No request ends with a result. */
        STOPS,
        /** Transactions abort, so no node is blocked. */
        ABORTS
    }

    /** Returns the size of the smallest sets of nodes that do the task. */
    int minimumSize() {
        return minimum.of(nodeCount);
    }

    /** Returns what the task needs, in words. */
    String need() {
        return String.format(Locale.ROOT, name + " needs " + minimum.words, nodeCount);
    }
}
