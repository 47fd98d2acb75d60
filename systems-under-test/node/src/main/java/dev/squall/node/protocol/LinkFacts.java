package dev.squall.node.protocol;

import dev.squall.node.Fact;
import java.util.List;

/**
 * Facts that a node records about the use of its link. Checkers need {@link Sent} and {@link Delivered}, and the other
 * facts only for a link that promises to survive crashes.
 */
public final class LinkFacts {

    /** All facts about links. */
    public static final List<Class<? extends Fact>> ALL =
            List.of(Started.class, Sent.class, Accepted.class, Delivered.class, Recovered.class);

    private LinkFacts() {}

    /** A life of the node begins. */
    public record Started() implements Fact {}

    /** The node is about to send a message to another node over its link. */
    public record Sent(String to, Object message) implements Fact {}

    /** The link has accepted the message and is responsible for its delivery. */
    public record Accepted(String to, Object message) implements Fact {}

    /** The link has delivered a message to the node. */
    public record Delivered(String from, Object message) implements Fact {}

    /**
     * The content of stable storage at the beginning of a life. A message is accepted or delivered once its record is
     * stable. A crash may lose the fact about a message; this fact replaces it.
     *
     * @param outgoing accepted messages that are not known to be delivered
     * @param delivered the last delivered messages, at most {@link #DELIVERED_MAX}
     */
    public record Recovered(List<Outgoing> outgoing, List<Incoming> delivered) implements Fact {

        /**
         * Largest number of delivered messages, which exceeds the number of facts that fit into the 64 KiB of a host's
         * buffer, at 80 bytes or more each.
         */
        public static final int DELIVERED_MAX = 1_000;

        public Recovered {
            outgoing = List.copyOf(outgoing);
            delivered = List.copyOf(delivered);
        }
    }

    /** A message to a node. */
    public record Outgoing(String to, Object message) {}

    /** A message from a node. */
    public record Incoming(String from, Object message) {}
}
