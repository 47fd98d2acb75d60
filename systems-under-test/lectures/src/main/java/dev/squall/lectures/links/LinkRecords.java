package dev.squall.lectures.links;

import dev.squall.node.StableRecord;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What the recoverable FIFO link keeps on stable storage; its state is the effect of these records in their order. */
public final class LinkRecords {

    private LinkRecords() {}

    /** The message that was given this number on the link to a node is to be delivered there. */
    public record MessageSent(String to, long number, Object message) implements StableRecord {}

    /** The node has delivered all messages up to this number, and they can be forgotten. */
    public record Acknowledged(String to, long number) implements StableRecord {}

    /** The message from a node with this number, and so all before it, was delivered. */
    public record MessageDelivered(String from, long number, Object message) implements StableRecord {}

    /**
     * The counters, in place of all earlier records.
     *
     * @param acknowledged by receiver, up to which number messages were acknowledged
     * @param delivered by sender, up to which number messages were delivered
     */
    public record Counters(Map<String, Long> acknowledged, Map<String, Long> delivered) implements StableRecord {

        public Counters {
            acknowledged = Collections.unmodifiableMap(new TreeMap<>(acknowledged));
            delivered = Collections.unmodifiableMap(new TreeMap<>(delivered));
        }
    }
}
