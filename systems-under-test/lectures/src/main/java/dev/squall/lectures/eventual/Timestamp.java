package dev.squall.lectures.eventual;

import java.util.Comparator;
import java.util.Objects;

/**
 * Timestamp of an update. Timestamps are ordered by time, then by node.
 *
 * @param time Lamport time, or nanoseconds of a wall clock
 * @param node node of the update, which never uses a time twice
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
