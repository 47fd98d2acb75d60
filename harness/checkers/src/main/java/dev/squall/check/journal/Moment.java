package dev.squall.check.journal;

import java.util.Locale;

/**
 * Node and time of an event.
 *
 * @param node the node's name
 * @param life the number of earlier restarts of the node
 * @param timeNanos time since the run began; used to describe the event and to exclude events near the end of the run
 * @param ordinal the number of earlier events of the node, which orders the events of one node
 */
public record Moment(String node, int life, long timeNanos, int ordinal) {

    /** Returns a text such as {@code n1 at 1.250 s} or {@code n1 (life 2) at 1.250 s}. */
    @Override
    public String toString() {
        return (life == 0 ? node : node + " (life " + life + ")") + " at " + seconds(timeNanos);
    }

    static String seconds(long timeNanos) {
        return String.format(Locale.ROOT, "%.3f s", timeNanos / 1e9);
    }
}
