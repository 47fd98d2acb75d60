package dev.squall.node.protocol;

import dev.squall.node.Fact;
import dev.squall.node.StableRecord;
import java.util.List;

/**
 * Facts that a node records about its events, once for each event and in order. A Lamport timestamp is a whole number.
 * A vector timestamp is a map from names of nodes to whole numbers; a missing name counts as 0.
 */
public final class ClockFacts {

    /** All facts about events. */
    public static final List<Class<? extends Fact>> ALL =
            List.of(Event.class, Sent.class, Received.class, Recovered.class);

    private ClockFacts() {}

    /** A local event happened, which neither sends nor receives a message. */
    public record Event(Object timestamp) implements Fact {}

    /** The node is about to send a message. */
    public record Sent(String to, Object message, Object timestamp) implements Fact {}

    /**
     * The node received a message.
     *
     * @param timestamp the timestamp of the receive event, not the message's timestamp
     */
    public record Received(String from, Object message, Object timestamp) implements Fact {}

    /**
     * The content of stable storage at the beginning of a life. A crash may lose the facts about the last events; this
     * fact replaces them.
     *
     * @param events the last events, oldest first, at most {@link #EVENTS_MAX}; empty in the first life
     */
    public record Recovered(List<Remembered> events) implements Fact {

        /**
         * Largest number of events, which exceeds the number of facts that fit into the 64 KiB of a host's buffer, at
         * 80 bytes or more each.
         */
        public static final int EVENTS_MAX = 1_000;

        public Recovered {
            events = List.copyOf(events);
        }
    }

    /**
     * An event in stable storage.
     *
     * @param kind the kind of event: {@link #EVENT}, {@link #SENT} or {@link #RECEIVED}
     * @param node the receiver or the sender of the message; empty without a message
     * @param message the message; null if there is none
     */
    public record Remembered(String kind, String node, Object message, Object timestamp) implements StableRecord {

        public static final String EVENT = "event";
        public static final String SENT = "sent";
        public static final String RECEIVED = "received";
    }
}
