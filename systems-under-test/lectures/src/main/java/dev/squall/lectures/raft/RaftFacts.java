package dev.squall.lectures.raft;

import dev.squall.node.Fact;
import java.util.List;

/**
 * Facts that a Raft node journals about itself. A checker can derive each node's role, term, vote and log from the
 * facts. A node journals every change in order, when the change happens. {@link Recovered} shows the changes that
 * survived a crash.
 */
public final class RaftFacts {

    private RaftFacts() {}

    /**
     * The node begins a life as a follower, with this content of its stable storage. The first life has this fact too.
     * Earlier changes that are missing here are lost. The node applies the commands after the snapshot again.
     *
     * @param term current term
     * @param votedFor candidate that got the node's vote in the current term; null if the node has not voted
     * @param snapshotLength number of entries that the snapshot replaces
     * @param snapshotTerm term of the last entry that the snapshot replaces; 0 if the snapshot is empty
     * @param entryTerms terms of the entries after the snapshot; an index and a term identify an entry
     */
    public record Recovered(long term, String votedFor, long snapshotLength, long snapshotTerm, List<Long> entryTerms)
            implements Fact {

        public Recovered {
            entryTerms = List.copyOf(entryTerms);
        }
    }

    /** The node has become a follower in this term, because it has learnt of a new term or of the term's leader. */
    public record BecameFollower(long term) implements Fact {}

    /** The node has begun this term as a candidate, and has voted for itself. */
    public record BecameCandidate(long term) implements Fact {}

    /** The node has become the leader of this term with a quorum of votes. */
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
     * @param term current term of the node; at a leader, the term in which the last of these entries was committed
     */
    public record Committed(long length, long term) implements Fact {}

    /** The node's state machine has applied the entry with this index and term. */
    public record Applied(long index, long term, Command command) implements Fact {}

    /**
     * A leader's snapshot has replaced the node's state and the first entries of its log.
     *
     * @param length number of entries that the snapshot replaces; these entries count as committed and applied
     * @param lastTerm term of the last entry that the snapshot replaces
     * @param logLength length of the log after the installation; entries from index {@code length} on are unchanged
     */
    public record InstalledSnapshot(long length, long lastTerm, long logLength) implements Fact {}

    /**
     * The node's state machine has applied the log's first {@code length} entries. A node journals this fact at fixed
     * lengths, equal at all nodes, and whenever it takes or restores a snapshot.
     *
     * @param digest hash of the state, equal for equal states
     */
    public record StateReached(long length, long digest) implements Fact {}
}
