package dev.squall.lectures.raft;

import dev.squall.node.Fact;
import java.util.List;

/**
 * What a node notes about itself. From them a checker can follow each node's role, term, vote and log exactly: every
 * change is noted when it happens, in order, and {@link Recovered} says what of it a crash has left.
 */
public final class RaftFacts {

    private RaftFacts() {}

    /**
     * A life begins, the first one too, as a follower, with what stable storage holds. Whatever was noted before and is
     * not here is lost. Commands are applied again from the snapshot on.
     *
     * @param term the current term
     * @param votedFor the candidate voted for in that term, null if none
     * @param snapshotLength how many entries the snapshot replaces
     * @param snapshotTerm the term of the last of them, 0 if there are none
     * @param entryTerms the terms of the entries after the snapshot: with its index, a term names an entry
     */
    public record Recovered(long term, String votedFor, long snapshotLength, long snapshotTerm, List<Long> entryTerms)
            implements Fact {

        public Recovered {
            entryTerms = List.copyOf(entryTerms);
        }
    }

    /** The node is now a follower in this term: it has learnt of a new term, or of its term's leader. */
    public record BecameFollower(long term) implements Fact {}

    /** The node has begun this term as a candidate, with its own vote. */
    public record BecameCandidate(long term) implements Fact {}

    /** The node has a quorum of votes in this term. */
    public record BecameLeader(long term) implements Fact {}

    /** The node has voted for another. */
    public record VoteGranted(long term, String candidate) implements Fact {}

    /** The node's log grew by an entry, as leader or follower. */
    public record Appended(long index, long term, Command command) implements Fact {}

    /** The node's log lost its entries from index {@code length} on. */
    public record Truncated(long length) implements Fact {}

    /**
     * The node knows the first {@code length} entries to be committed.
     *
     * @param term the node's current term; at a leader, the term in which the last of them was committed
     */
    public record Committed(long length, long term) implements Fact {}

    /** The node's state machine was given an entry, which has this index and term. */
    public record Applied(long index, long term, Command command) implements Fact {}

    /**
     * A leader's snapshot took the place of the node's state and of its log's first entries.
     *
     * @param length how many entries the snapshot replaces; they count as committed and applied
     * @param lastTerm the term of the last of them
     * @param logLength the length of the log now; entries from {@code length} on are those it had before
     */
    public record InstalledSnapshot(long length, long lastTerm, long logLength) implements Fact {}

    /**
     * The node's state machine has the state that follows from the log's first {@code length} entries. Noted at certain
     * lengths, the same at all nodes, and where snapshots are taken and restored.
     *
     * @param digest the same for equal states
     */
    public record StateReached(long length, long digest) implements Fact {}
}
