package dev.squall.check.journal;

import java.util.Locale;

/**
 * Place and time of an event.
 *
 * @param node the node's name
 * @param life how often the node was restarted before
 * @param timeNanos since the run began; only serves to name the event and to tell what was too late to be owed
 * @param ordinal how many events of the node came before; orders the events of one node
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
