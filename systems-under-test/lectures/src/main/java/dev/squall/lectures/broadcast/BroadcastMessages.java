package dev.squall.lectures.broadcast;

import dev.squall.node.Body;
import java.util.List;

/** Messages between nodes of the broadcasts that use the network directly. */
public final class BroadcastMessages {

    private BroadcastMessages() {}

    /** Notice that the sender has crashed before, and no longer takes part in broadcasts. */
    public record Stopped() implements Body {}

    /** Messages that a node still gossips in the current round. */
    public record Gossip(List<Rumour> rumours) implements Body {

        public Gossip {
            rumours = List.copyOf(rumours);
        }
    }

    /**
     * A message that spreads by gossip.
     *
     * @param number number of the message among the sender's messages
     * @param round number of rounds since the broadcast
     */
    public record Rumour(String sender, long number, long round, Object message) {}

    /** A copy of a message. The node that sends the copy has the message on stable storage. */
    public record Copy(String sender, Object message) implements Body {}

    /** Acknowledgement that the sending node has the message on stable storage. */
    public record CopyStored(Object message) implements Body {}
}
