package dev.squall.lectures.eventual;

import dev.squall.node.StableRecord;

/** What the nodes keep on stable storage; their state is what comes of merging these records in their order. */
public final class EventualRecords {

    private EventualRecords() {}

    /** The last-writer-wins map took this item. */
    public record ItemStored(Item item) implements StableRecord {}

    /** The clock has come so far, whether or not an item shows it. */
    public record ClockReached(Timestamp timestamp) implements StableRecord {}

    /** A multi-value register took this version. */
    public record VersionStored(Object key, Version version) implements StableRecord {}
}
