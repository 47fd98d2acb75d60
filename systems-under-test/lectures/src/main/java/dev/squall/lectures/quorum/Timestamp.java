package dev.squall.lectures.quorum;

import java.util.Comparator;

/**
 * A logical timestamp (lecture 4.1): ordered by counter, and where counters are equal by node, so that two nodes never
 * have the same.
 *
 * @param counter above that of every write that had completed; 0 stands for "never written"
 * @param nodeId the node that issued it, which issues each counter once
 */
public record Timestamp(long counter, String nodeId) implements Comparable<Timestamp> {

    private static final Comparator<Timestamp> ORDER =
            Comparator.comparingLong(Timestamp::counter).thenComparing(Timestamp::nodeId);

    /** Before every timestamp that a node issues. */
    static final Timestamp ZERO = new Timestamp(0, "");

    @Override
    public int compareTo(Timestamp other) {
        return ORDER.compare(this, other);
    }
}
