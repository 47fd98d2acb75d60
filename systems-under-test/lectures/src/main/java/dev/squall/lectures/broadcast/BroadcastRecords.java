package dev.squall.lectures.broadcast;

import dev.squall.node.StableRecord;

/** Records of broadcasts on stable storage. */
public final class BroadcastRecords {

    private BroadcastRecords() {}

    /** The node has lived. In the crash-stop model a node that crashed takes no part any more. */
    public record Lived() implements StableRecord {}

    /** The node has this message, and will pass it on. */
    public record MessageStored(String sender, Object message) implements StableRecord {}

    /** All nodes have this message on stable storage. */
    public record MessageStoredByAll(Object message) implements StableRecord {}

    /** The node has delivered this message, which it has stored, after all with earlier such records. */
    public record MessageDelivered(Object message) implements StableRecord {}
}
