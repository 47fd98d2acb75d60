package dev.squall.lectures.eventual;

import dev.squall.node.StableRecord;

/**
 * Records of the eventually consistent stores on stable storage. Merging all records in order restores a node's state.
 */
public final class EventualRecords {

    private EventualRecords() {}

    /** The last-writer-wins map stored this item. */
    public record ItemStored(Item item) implements StableRecord {}

    /** The node's clock has reached this timestamp, even if no item has the timestamp. */
    public record ClockReached(Timestamp timestamp) implements StableRecord {}

    /** A multi-value register stored this version. */
    public record VersionStored(Object key, Version version) implements StableRecord {}
}
