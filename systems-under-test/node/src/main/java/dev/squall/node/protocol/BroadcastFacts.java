package dev.squall.node.protocol;

import dev.squall.node.Fact;
import java.util.List;

/**
 * Facts that a node records about its broadcast. {@link Broadcast} and {@link Delivered} are needed to judge it. The
 * others are for broadcasts that survive crashes, and for the number of messages that a broadcast costs.
 */
public final class BroadcastFacts {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> ALL = List.of(
            Broadcast.class,
            Accepted.class,
            Delivered.class,
            DeliveredAt.class,
            Resumed.class,
            Copied.class,
            Reached.class);

    private BroadcastFacts() {}

    /** The node is about to broadcast a message. A node that was restarted may note this again. */
    public record Broadcast(Object message) implements Fact {}

    /** The node has accepted its own message, and no crash can lose it any more. */
    public record Accepted(Object message) implements Fact {}

    /** The node has delivered a message, maybe its own. */
    public record Delivered(Object message) implements Fact {}

    /**
     * The node has delivered a message at this place of its sequence of deliveries. A restarted node that reads its log
     * again notes this again: the same message at the same place is the same delivery.
     *
     * @param number from 1
     */
    public record DeliveredAt(long number, Object message) implements Fact {}

    /** The restarted node has noted again, or will note again, whatever a crash kept from being noted. */
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
