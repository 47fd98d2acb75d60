package dev.squall.lectures.raft;

import dev.squall.node.Fact;
import java.util.List;

/**
 * Facts that a node records about itself. A checker can follow each node's role, term, vote and log from them. Every
 * change is recorded when it happens, in order, and {@link Recovered} says which changes survived a crash.
 */
public final class RaftFacts {

    private RaftFacts() {}

    /**
     * A life begins, as a follower, with this content of stable storage. The first life has one too. Earlier changes
     * that are not here are lost. Commands after the snapshot are applied again.
     *
     * @param term the current term
     * @param votedFor the candidate voted for in that term, null if none
     * @param snapshotLength number of entries that the snapshot replaces
     * @param snapshotTerm the term of the last of them, 0 if there are none
     * @param entryTerms the terms of the entries after the snapshot; an index and a term identify an entry
     */
    public record Recovered(long term, String votedFor, long snapshotLength, long snapshotTerm, List<Long> entryTerms)
            implements Fact {

        public Recovered {
            entryTerms = List.copyOf(entryTerms);
        }
    }

    /** The node is now a follower in this term: it has learnt of a new term or of its term's leader. */
    public record BecameFollower(long term) implements Fact {}

    /** The node has begun this term as a candidate and voted for itself. */
    public record BecameCandidate(long term) implements Fact {}

    /** The node has a quorum of votes in this term. */
    public record BecameLeader(long term) implements Fact {}

    /** The node has voted for another node. */
    public record VoteGranted(long term, String candidate) implements Fact {}

    /** The node has appended an entry to its log, as leader or follower. */
    public record Appended(long index, long term, Command command) implements Fact {}

    /** The node has removed its log entries from index {@code length} on. */
    public record Truncated(long length) implements Fact {}

    /**
     * The node knows that the first {@code length} entries are committed.
     *
     * @param term the node's current term; at a leader, the term in which the last of them was committed
     */
    public record Committed(long length, long term) implements Fact {}

    /** The node's state machine has applied the entry with this index and term. */
    public record Applied(long index, long term, Command command) implements Fact {}

    /**
     * A leader's snapshot has replaced the node's state and the first entries of its log.
     *
     * @param length number of entries that the snapshot replaces; they count as committed and applied
     * @param lastTerm the term of the last of them
     * @param logLength length of the log now; its entries from {@code length} on are unchanged
     */
    public record InstalledSnapshot(long length, long lastTerm, long logLength) implements Fact {}

    /**
     * The node's state machine has the state after the log's first {@code length} entries. Recorded at certain lengths,
     * the same at all nodes, and whenever a snapshot is taken or restored.
     *
     * @param digest the same for equal states
     */
    public record StateReached(long length, long digest) implements Fact {}
}
