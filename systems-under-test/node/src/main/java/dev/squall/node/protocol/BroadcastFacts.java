package dev.squall.node.protocol;

import dev.squall.node.Fact;
import java.util.List;

/**
 * Facts that a node records about its broadcast. Checkers need {@link Broadcast} and {@link Delivered}. The other facts
 * are for broadcasts that survive crashes, and for the number of messages per broadcast.
 */
public final class BroadcastFacts {

    /** All facts about broadcasts. */
    public static final List<Class<? extends Fact>> ALL = List.of(
            Broadcast.class,
            Accepted.class,
            Delivered.class,
            DeliveredAt.class,
            Resumed.class,
            Copied.class,
            Reached.class);

    private BroadcastFacts() {}

    /** The node is about to broadcast a message. A restarted node may record this fact again. */
    public record Broadcast(Object message) implements Fact {}

    /** The node has accepted its own message, which no crash can lose any more. */
    public record Accepted(Object message) implements Fact {}

    /** The node has delivered a message, possibly its own. */
    public record Delivered(Object message) implements Fact {}

    /**
     * The node has delivered a message at a place in its sequence of deliveries. A restarted node that replays its log
     * records this fact again. The same message at the same place is the same delivery.
     *
     * @param number the place in the sequence, from 1
     */
    public record DeliveredAt(long number, Object message) implements Fact {}

    /** The restarted node has recorded again, or will record again, all facts that the crash lost. */
    public record Resumed() implements Fact {}

    /**
     * The node has sent copies of a message to other nodes. Acknowledgements and retransmissions do not count.
     *
     * @param copies the number of copies, at least 1
     */
    public record Copied(long copies) implements Fact {}

    /**
     * A message has reached the node for the first time.
     *
     * @param round number of rounds since the broadcast
     */
    public record Reached(Object message, long round) implements Fact {}
}
