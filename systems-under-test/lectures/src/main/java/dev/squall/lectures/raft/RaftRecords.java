package dev.squall.lectures.raft;

import dev.squall.node.StableRecord;

/** Records on a Raft node's stable storage. Replaying all records in order restores the node's state. */
public final class RaftRecords {

    private RaftRecords() {}

    /** The current term, and the candidate that got the node's vote in this term; null if the node has not voted. */
    public record TermAndVote(long term, String votedFor) implements StableRecord {}

    /** An entry with this index was appended to the log. */
    public record EntryAppended(long index, LogEntry entry) implements StableRecord {}

    /** The log's entries from index {@code length} on were removed. */
    public record LogTruncated(long length) implements StableRecord {}

    /** The first {@code length} entries are known to be committed. */
    public record CommitLength(long length) implements StableRecord {}

    /**
     * A snapshot has replaced the log's first entries. The record of a snapshot precedes the records of the remaining
     * entries.
     */
    public record SnapshotTaken(Snapshot snapshot) implements StableRecord {}
}
