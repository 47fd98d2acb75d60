package dev.squall.lectures.quorum;

import dev.squall.node.StableRecord;

/** Records on a node's stable storage. The node's state is the effect of its records in order. */
public final class QuorumRecords {

    private QuorumRecords() {}

    /** A life began: 1 for the first, 2 after the first recovery, and so on. */
    public record LifeBegun(long life) implements StableRecord {}

    /** The node has issued the timestamps with counters up to this one. */
    public record CounterIssued(long counter) implements StableRecord {}

    /** The replica had this version as the newest of the key. */
    public record VersionStored(Object key, Version version) implements StableRecord {}
}
