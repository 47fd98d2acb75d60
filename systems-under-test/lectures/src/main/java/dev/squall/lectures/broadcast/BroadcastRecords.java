package dev.squall.lectures.broadcast;

import dev.squall.node.StableRecord;

/** Records of broadcasts on stable storage. */
public final class BroadcastRecords {

    private BroadcastRecords() {}

    /** Mark of an earlier life of the node. In the crash-stop model, a restarted node no longer takes part. */
    public record Lived() implements StableRecord {}

    /** The node has stored this message, and will pass it on to the other nodes. */
    public record MessageStored(String sender, Object message) implements StableRecord {}

    /** All nodes have this message on stable storage. */
    public record MessageStoredByAll(Object message) implements StableRecord {}

    /** The node has delivered this stored message. The order of these records is the order of delivery. */
    public record MessageDelivered(Object message) implements StableRecord {}
}
