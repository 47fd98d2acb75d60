package dev.squall.lectures.eventual;

import java.util.Comparator;
import java.util.Objects;

/**
 * The timestamp of an update; all are ordered by time, and those of equal time by node.
 *
 * @param time Lamport time, or nanoseconds of a wall clock
 * @param node which made the update; it gives no time twice
 */
public record Timestamp(long time, String node) implements Comparable<Timestamp> {

    private static final Comparator<Timestamp> ORDER =
            Comparator.comparingLong(Timestamp::time).thenComparing(Timestamp::node);

    public Timestamp {
        Objects.requireNonNull(node, "node");
    }

    @Override
    public int compareTo(Timestamp other) {
        return ORDER.compare(this, other);
    }
}
