package dev.squall.lectures.links;

import dev.squall.node.Fact;
import java.util.List;

/** What a node notes about the use of its link. */
public final class LinkFacts {

    private LinkFacts() {}

    /** A life of the node begins. */
    public record Started() implements Fact {}

    /** The node is about to give its link a message for another node. */
    public record Sent(String to, Object message) implements Fact {}

    /** The link has taken over the message: it answers for its delivery. */
    public record Accepted(String to, Object message) implements Fact {}

    /** The link has delivered a message to the node. */
    public record Delivered(String from, Object message) implements Fact {}

    /**
     * What stable storage holds at the beginning of a life. A message is accepted, and one is delivered, when its
     * record is stable; a crash between that and the note of it leaves the note out, which this makes up for.
     *
     * @param outgoing accepted, and not known to be delivered
     * @param delivered those last delivered, at most {@link #DELIVERED_MAX}; all that were, if they are fewer
     */
    public record Recovered(List<Outgoing> outgoing, List<Incoming> delivered) implements Fact {

        /** More than the notes that fit into the 64 KiB which a host may hold back, at no less than 80 bytes each. */
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
