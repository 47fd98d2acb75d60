package dev.squall.lectures.quorum;

import dev.squall.node.Fact;
import java.util.List;

/** Facts that a node of the quorum store journals about itself. */
public final class QuorumFacts {

    private QuorumFacts() {}

    /**
     * The node begins a life with this content of its stable storage.
     *
     * @param life number of the life, from 1
     * @param issuedCounter counter of the last stored timestamp that the node issued; 0 if the node has issued none
     * @param versions the version of each key, in the order in which keys were first stored; null in a journal that
     *     does not tell them
     */
    public record Recovered(long life, long issuedCounter, List<Held> versions) implements Fact {

        public Recovered {
            versions = versions == null ? null : List.copyOf(versions);
        }
    }

    /** The timestamp of the version of a key that a replica has. */
    public record Held(Object key, Timestamp timestamp) {}

    /** The node, as coordinator of a write, has issued the write's timestamp. */
    public record TimestampIssued(Object key, Timestamp timestamp) implements Fact {}

    /** The node, as replica, has stored a newer version of a key. */
    public record Stored(Object key, Timestamp timestamp) implements Fact {}
}
