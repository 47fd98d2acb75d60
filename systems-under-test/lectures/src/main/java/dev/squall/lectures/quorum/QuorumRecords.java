package dev.squall.lectures.quorum;

import dev.squall.node.StableRecord;

/** Records on a node's stable storage. Replaying all records in order restores the node's state. */
public final class QuorumRecords {

    private QuorumRecords() {}

    /** The node began a life: number 1 first, number 2 after the first recovery, and so on. */
    public record LifeBegun(long life) implements StableRecord {}

    /** The node has issued the timestamps with counters up to this one. */
    public record CounterIssued(long counter) implements StableRecord {}

    /** The replica stored this version as the newest version of the key. */
    public record VersionStored(Object key, Version version) implements StableRecord {}
}
