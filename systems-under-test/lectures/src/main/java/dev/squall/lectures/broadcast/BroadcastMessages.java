package dev.squall.lectures.broadcast;

import dev.squall.node.Body;
import java.util.List;

/** Messages between the nodes of those broadcasts that stand on the network itself. */
public final class BroadcastMessages {

    private BroadcastMessages() {}

    /** The sender has crashed before, and takes no part any more. */
    public record Stopped() implements Body {}

    /** What a node has heard lately. */
    public record Gossip(List<Rumour> rumours) implements Body {

        public Gossip {
            rumours = List.copyOf(rumours);
        }
    }

    /**
     * A message that spreads by gossip.
     *
     * @param number number of the message among the sender's
     * @param round number of rounds since the broadcast
     */
    public record Rumour(String sender, long number, long round, Object message) {}

    /** A copy of a message, which the sender of the copy has on stable storage. */
    public record Copy(String sender, Object message) implements Body {}

    /** The node has the message on stable storage. */
    public record CopyStored(Object message) implements Body {}
}
