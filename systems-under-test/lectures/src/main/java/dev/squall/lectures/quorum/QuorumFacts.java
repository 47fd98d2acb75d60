package dev.squall.lectures.quorum;

import dev.squall.node.Fact;

/** Facts that a node records about itself. */
public final class QuorumFacts {

    private QuorumFacts() {}

    /**
     * A life begins, with this content of stable storage.
     *
     * @param life 1 for the first
     * @param issuedCounter the counter of the last timestamp stored as issued, 0 if none
     */
    public record Recovered(long life, long issuedCounter) implements Fact {}

    /** The node, as coordinator of a write, has given the write a timestamp. */
    public record TimestampIssued(Object key, Timestamp timestamp) implements Fact {}

    /** The node, as replica, has stored a newer version of a key. */
    public record Stored(Object key, Timestamp timestamp) implements Fact {}
}
