package dev.squall.lectures.raft;

import dev.squall.node.StableRecord;

/** What a node keeps on stable storage; its state is the effect of these records in their order. */
public final class RaftRecords {

    private RaftRecords() {}

    /** The current term, and the candidate voted for in it, null if none. */
    public record TermAndVote(long term, String votedFor) implements StableRecord {}

    /** The log grew by an entry, which has this index. */
    public record EntryAppended(long index, LogEntry entry) implements StableRecord {}

    /** The log lost its entries from index {@code length} on. */
    public record LogTruncated(long length) implements StableRecord {}

    /** The first {@code length} entries are known to be committed. */
    public record CommitLength(long length) implements StableRecord {}

    /** A snapshot stands in place of the log's first entries; it precedes every entry that is kept. */
    public record SnapshotTaken(Snapshot snapshot) implements StableRecord {}
}
