package dev.squall.lectures.links;

import dev.squall.lectures.links.LinkRecords.Acknowledged;
import dev.squall.lectures.links.LinkRecords.Counters;
import dev.squall.lectures.links.LinkRecords.MessageDelivered;
import dev.squall.lectures.links.LinkRecords.MessageSent;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recoverable link's counters and unacknowledged messages, on stable storage. What is put is stable after the next
 * {@link #sync()}. Of what a crash finds unsynced some prefix survives, which is a state that the link was in before.
 */
final class LinkStore {

    /** How many records more than are needed make it worth to write the needed ones anew. */
    private static final int SUPERFLUOUS_RECORDS_MAX = 1_000;

    private final StableStorage storage;
    private final Map<String, Unacknowledged> sent = new TreeMap<>();
    private final Map<String, Long> deliveredUpTo = new TreeMap<>();
    private final Deque<MessageDelivered> latestDeliveries = new ArrayDeque<>();
    private int recordCount;

    /** Reads back what earlier lives have stored, and notes it. */
    LinkStore(Environment environment) {
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

    /** What was sent to each node, by its name: to be read, and not to be changed. */
    Map<String, Unacknowledged> sent() {
        return Collections.unmodifiableMap(sent);
    }

    /** What was sent to a node: to be read, and not to be changed. */
    Unacknowledged sentTo(String to) {
        return sent.computeIfAbsent(to, node -> new Unacknowledged());
    }

    /** The number of the last message from a node that was delivered, 0 if there was none. */
    long deliveredUpTo(String from) {
        return deliveredUpTo.getOrDefault(from, 0L);
    }

    /** Stores a message to be sent, whose number is the next on the link to its receiver. */
    void putSent(String to, long number, Object message) {
        MessageSent stored = new MessageSent(to, number, message);
        apply(stored);
        put(stored);
    }

    /** Forgets what was acknowledged. No sync is spent on that: if it is lost, the message is acknowledged again. */
    void putAcknowledged(String to, long number) {
        if (sentTo(to).acknowledgedUpTo(number)) {
            put(new Acknowledged(to, number));
        }
    }

    /** Stores a delivery, whose number is the next on the link from its sender. */
    void putDelivered(String from, long number, Object message) {
        MessageDelivered stored = new MessageDelivered(from, number, message);
        apply(stored);
        put(stored);
    }

    /** Makes all that was put stable. */
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
        if (recordCount <= needed + SUPERFLUOUS_RECORDS_MAX) {
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
