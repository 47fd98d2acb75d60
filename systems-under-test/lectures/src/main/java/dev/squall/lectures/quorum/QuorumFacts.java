package dev.squall.lectures.quorum;

import dev.squall.node.Fact;

/** Facts that a node of the quorum store journals about itself. */
public final class QuorumFacts {

    private QuorumFacts() {}

    /**
     * The node begins a life with this content of its stable storage.
     *
     * @param life number of the life, from 1
     * @param issuedCounter counter of the last stored timestamp that the node issued; 0 if the node has issued none
     */
    public record Recovered(long life, long issuedCounter) implements Fact {}

    /** The node, as coordinator of a write, has issued the write's timestamp. */
    public record TimestampIssued(Object key, Timestamp timestamp) implements Fact {}

    /** The node, as replica, has stored a newer version of a key. */
    public record Stored(Object key, Timestamp timestamp) implements Fact {}
}
