package dev.squall.check.raft;

import java.util.Locale;

/**
 * Node and time of an event, for the summary of a violation.
 *
 * @param node the node's name
 * @param life the number of earlier restarts of the node
 * @param timeNanos time in nanoseconds since the run began
 */
record Actor(String node, int life, long timeNanos) {

    /** Returns a text such as {@code n1 at 1.250 s} or {@code n1 (life 2) at 1.250 s}. */
    @Override
    public String toString() {
        return node
                + (life == 0 ? "" : " (life " + life + ")")
                + String.format(Locale.ROOT, " at %.3f s", timeNanos / 1e9);
    }
}
