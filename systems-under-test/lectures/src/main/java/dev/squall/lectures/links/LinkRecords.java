package dev.squall.lectures.links;

import dev.squall.node.StableRecord;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Records of the recoverable FIFO link on stable storage. Replaying all records in order restores the link's state. */
public final class LinkRecords {

    private LinkRecords() {}

    /** A message that the link accepted for delivery to node {@code to}, with its number on that link. */
    public record MessageSent(String to, long number, Object message) implements StableRecord {}

    /** Node {@code to} has delivered all messages up to this number, so the sender can forget them. */
    public record Acknowledged(String to, long number) implements StableRecord {}

    /** Delivery of the message with this number from a node, after all messages with smaller numbers. */
    public record MessageDelivered(String from, long number, Object message) implements StableRecord {}

    /**
     * Counters of the link, which replace all earlier records.
     *
     * @param acknowledged for each receiver, the number up to which messages were acknowledged
     * @param delivered for each sender, the number up to which messages were delivered
     */
    public record Counters(Map<String, Long> acknowledged, Map<String, Long> delivered) implements StableRecord {

        public Counters {
            acknowledged = Collections.unmodifiableMap(new TreeMap<>(acknowledged));
            delivered = Collections.unmodifiableMap(new TreeMap<>(delivered));
        }
    }
}
