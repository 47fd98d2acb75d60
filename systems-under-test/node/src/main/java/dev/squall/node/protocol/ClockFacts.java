package dev.squall.node.protocol;

import dev.squall.node.Fact;
import dev.squall.node.StableRecord;
import java.util.List;

/**
 * Facts that a node records about its events, each once and in the order of the events. A Lamport timestamp is a whole
 * number. A vector timestamp is a map from names of nodes to whole numbers; a name that is not there counts 0.
 */
public final class ClockFacts {

    /** The facts of this class. */
    public static final List<Class<? extends Fact>> ALL =
            List.of(Event.class, Sent.class, Received.class, Recovered.class);

    private ClockFacts() {}

    /** The node did something that neither sends nor receives. */
    public record Event(Object timestamp) implements Fact {}

    /** The node is about to send a message. */
    public record Sent(String to, Object message, Object timestamp) implements Fact {}

    /**
     * The node received a message.
     *
     * @param timestamp of the receipt, not of the message
     */
    public record Received(String from, Object message, Object timestamp) implements Fact {}

    /**
     * The content of stable storage at the beginning of a life. A crash may lose the facts about the last events, and
     * this fact replaces them.
     *
     * @param events the last events, oldest first, at most {@link #EVENTS_MAX}; empty in the first life
     */
    public record Recovered(List<Remembered> events) implements Fact {

        /**
         * Largest number of events. It exceeds the number of facts that fit into the 64 KiB of a host's buffer, at 80
         * bytes or more each.
         */
        public static final int EVENTS_MAX = 1_000;

        public Recovered {
            events = List.copyOf(events);
        }
    }

    /**
     * An event as stable storage keeps it.
     *
     * @param kind {@link #EVENT}, {@link #SENT} or {@link #RECEIVED}
     * @param node the receiver or the sender of the message; empty without a message
     * @param message the message; null without one
     */
    public record Remembered(String kind, String node, Object message, Object timestamp) implements StableRecord {

        public static final String EVENT = "event";
        public static final String SENT = "sent";
        public static final String RECEIVED = "received";
    }
}
