package dev.squall.lectures.raft;

import dev.squall.node.StableRecord;

/** Records on a node's stable storage. The node's state is the effect of its records in order. */
public final class RaftRecords {

    private RaftRecords() {}

    /** The current term, and the candidate voted for in it, null if none. */
    public record TermAndVote(long term, String votedFor) implements StableRecord {}

    /** An entry with this index was appended to the log. */
    public record EntryAppended(long index, LogEntry entry) implements StableRecord {}

    /** The log's entries from index {@code length} on were removed. */
    public record LogTruncated(long length) implements StableRecord {}

    /** The first {@code length} entries are known to be committed. */
    public record CommitLength(long length) implements StableRecord {}

    /** A snapshot replaces the log's first entries. It precedes every remaining entry. */
    public record SnapshotTaken(Snapshot snapshot) implements StableRecord {}
}
