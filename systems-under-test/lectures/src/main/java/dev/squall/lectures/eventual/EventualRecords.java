package dev.squall.lectures.eventual;

import dev.squall.node.StableRecord;

/** Records on the nodes' stable storage. A node's state is the result of merging its records in order. */
public final class EventualRecords {

    private EventualRecords() {}

    /** The last-writer-wins map stored this item. */
    public record ItemStored(Item item) implements StableRecord {}

    /** The clock has reached this timestamp, even if no item has it. */
    public record ClockReached(Timestamp timestamp) implements StableRecord {}

    /** A multi-value register stored this version. */
    public record VersionStored(Object key, Version version) implements StableRecord {}
}
