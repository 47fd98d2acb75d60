package dev.squall.lectures.links;

import dev.squall.node.StableRecord;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Records of the recoverable FIFO link on stable storage. The link's state is the effect of its records in order. */
public final class LinkRecords {

    private LinkRecords() {}

    /** The message with this number on the link to a node is to be delivered there. */
    public record MessageSent(String to, long number, Object message) implements StableRecord {}

    /** The node has delivered all messages up to this number. They can be forgotten. */
    public record Acknowledged(String to, long number) implements StableRecord {}

    /** The message with this number from a node was delivered, and so were all before it. */
    public record MessageDelivered(String from, long number, Object message) implements StableRecord {}

    /**
     * The counters, which replace all earlier records.
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
