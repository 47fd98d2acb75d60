package dev.squall.lectures.quorum;

import java.util.Comparator;

/**
 * A logical timestamp (lecture 4.1), ordered by counter, then by node. So two nodes never issue equal timestamps.
 *
 * @param counter greater than the counter of every completed write of the key; 0 means "never written"
 * @param nodeId the node that issued it, which issues each counter once
 */
public record Timestamp(long counter, String nodeId) implements Comparable<Timestamp> {

    private static final Comparator<Timestamp> ORDER =
            Comparator.comparingLong(Timestamp::counter).thenComparing(Timestamp::nodeId);

    /** Timestamp before every issued one. */
    static final Timestamp ZERO = new Timestamp(0, "");

    @Override
    public int compareTo(Timestamp other) {
        return ORDER.compare(this, other);
    }
}
