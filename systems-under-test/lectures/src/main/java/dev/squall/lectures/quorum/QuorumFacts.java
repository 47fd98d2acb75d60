package dev.squall.lectures.quorum;

import dev.squall.node.Fact;

/** What a node notes about itself. */
public final class QuorumFacts {

    private QuorumFacts() {}

    /**
     * A life begins, with what stable storage holds.
     *
     * @param life 1 for the first
     * @param issuedCounter the counter of the last timestamp that the node remembers to have issued, 0 if none
     */
    public record Recovered(long life, long issuedCounter) implements Fact {}

    /** The node, as coordinator of a write, has given it a timestamp. */
    public record TimestampIssued(Object key, Timestamp timestamp) implements Fact {}

    /** The node, as replica, has a newer version of a key than before. */
    public record Stored(Object key, Timestamp timestamp) implements Fact {}
}
