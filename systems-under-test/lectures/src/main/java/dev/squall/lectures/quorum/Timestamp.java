package dev.squall.lectures.quorum;

import java.util.Comparator;

/**
 * A logical timestamp (lecture 4.1), ordered by counter, then by node. Two nodes never issue equal timestamps, because
 * the node is part of the timestamp.
 *
 * @param counter counter, greater than that of every write of the key completed before; 0 if the key was never written
 * @param nodeId node that issued the timestamp; a node issues each counter once
 */
public record Timestamp(long counter, String nodeId) implements Comparable<Timestamp> {

    private static final Comparator<Timestamp> ORDER =
            Comparator.comparingLong(Timestamp::counter).thenComparing(Timestamp::nodeId);

    /** Timestamp before every issued timestamp. */
    static final Timestamp ZERO = new Timestamp(0, "");

    @Override
    public int compareTo(Timestamp other) {
        return ORDER.compare(this, other);
    }
}
