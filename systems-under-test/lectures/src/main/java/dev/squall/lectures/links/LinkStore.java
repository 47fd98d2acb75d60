package dev.squall.lectures.links;

import dev.squall.lectures.links.LinkRecords.Acknowledged;
import dev.squall.lectures.links.LinkRecords.Counters;
import dev.squall.lectures.links.LinkRecords.MessageDelivered;
import dev.squall.lectures.links.LinkRecords.MessageSent;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import dev.squall.node.protocol.LinkFacts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counters and unacknowledged messages of a recoverable link, on stable storage. A change is stable after the next
 * {@link #sync()}. A crash keeps only a prefix of the unsynced changes, so recovery restores some state that the link
 * had before.
 */
final class LinkStore {

    private final StableStorage storage;
    private final int compactAbove;
    private final Map<String, Unacknowledged> sent = new TreeMap<>();
    private final Map<String, Long> deliveredUpTo = new TreeMap<>();
    private final Deque<MessageDelivered> latestDeliveries = new ArrayDeque<>();
    private int recordCount;

    /**
     * Reads the records of the node's earlier lives, and journals the recovered state.
     *
     * @param compactAbove number of superfluous records above which the store compacts the storage
     */
    LinkStore(Environment environment, int compactAbove) {
        this.compactAbove = compactAbove;
        storage = environment.storage();
        for (StableRecord stored : storage.read()) {
            replay(stored);
            recordCount++;
        }
        environment.journal(recovered());
    }

    private void replay(StableRecord stored) {
        if (stored instanceof MessageSent message) {
            apply(message);
        } else if (stored instanceof Acknowledged acknowledged) {
            sentTo(acknowledged.to()).acknowledgedUpTo(acknowledged.number());
        } else if (stored instanceof MessageDelivered message) {
            apply(message);
        } else if (stored instanceof Counters counters) {
            counters.acknowledged().forEach((to, number) -> sentTo(to).skipTo(number));
            deliveredUpTo.putAll(counters.delivered());
        } else {
            throw new IllegalStateException(
                    "The stable storage holds a record of " + stored.getClass().getName()
                            + ", which is none of a link's: give each node a storage of its own.");
        }
    }

    private void apply(MessageSent message) {
        sentTo(message.to()).add(message.message());
    }

    private void apply(MessageDelivered message) {
        deliveredUpTo.put(message.from(), message.number());
        latestDeliveries.add(message);
        if (latestDeliveries.size() > LinkFacts.Recovered.DELIVERED_MAX) {
            latestDeliveries.remove();
        }
    }

    private LinkFacts.Recovered recovered() {
        List<LinkFacts.Outgoing> outgoing = new ArrayList<>();
        sent.forEach((to, unacknowledged) ->
                unacknowledged.all().values().forEach(message -> outgoing.add(new LinkFacts.Outgoing(to, message))));
        List<LinkFacts.Incoming> delivered = latestDeliveries.stream()
                .map(delivery -> new LinkFacts.Incoming(delivery.from(), delivery.message()))
                .toList();
        return new LinkFacts.Recovered(outgoing, delivered);
    }

    /**
     * Returns the unacknowledged messages sent to each node, by the node's name. The caller must not change the map.
     */
    Map<String, Unacknowledged> sent() {
        return Collections.unmodifiableMap(sent);
    }

    /** Returns the unacknowledged messages sent to a node. The caller must not change the returned object. */
    Unacknowledged sentTo(String to) {
        return sent.computeIfAbsent(to, node -> new Unacknowledged());
    }

    /** Returns the number of the last message delivered from a node, 0 if no message was delivered. */
    long deliveredUpTo(String from) {
        return deliveredUpTo.getOrDefault(from, 0L);
    }

    /** Stores a message to send. {@code number} must be the next number on the link to the receiver. */
    void putSent(String to, long number, Object message) {
        MessageSent stored = new MessageSent(to, number, message);
        apply(stored);
        put(stored);
    }

    /**
     * Forgets acknowledged messages, without a sync. If a crash loses this change, the receiver acknowledges the
     * messages again.
     */
    void putAcknowledged(String to, long number) {
        if (sentTo(to).acknowledgedUpTo(number)) {
            put(new Acknowledged(to, number));
        }
    }

    /** Stores a delivery. {@code number} must be the next number on the link from the sender. */
    void putDelivered(String from, long number, Object message) {
        MessageDelivered stored = new MessageDelivered(from, number, message);
        apply(stored);
        put(stored);
    }

    /** Makes all changes stable. */
    void sync() {
        storage.sync();
        compact();
    }

    private void put(StableRecord stored) {
        storage.append(stored);
        recordCount++;
    }

    private void compact() {
        int needed = 1 + latestDeliveries.size();
        for (Unacknowledged unacknowledged : sent.values()) {
            needed += unacknowledged.all().size();
        }
        if (recordCount <= needed + compactAbove) {
            return;
        }
        List<StableRecord> records = new ArrayList<>(needed);
        Map<String, Long> acknowledged = new TreeMap<>();
        sent.forEach(
                (to, unacknowledged) -> acknowledged.put(to, unacknowledged.lastNumber() - unacknowledged.backlog()));
        records.add(new Counters(acknowledged, deliveredUpTo));
        sent.forEach((to, unacknowledged) ->
                unacknowledged.all().forEach((number, message) -> records.add(new MessageSent(to, number, message))));
        records.addAll(latestDeliveries);
        storage.replace(records);
        recordCount = records.size();
    }
}
