package dev.squall.lectures.eventual;

import dev.squall.lectures.eventual.EventualRecords.ClockReached;
import dev.squall.lectures.eventual.EventualRecords.ItemStored;
import dev.squall.lectures.eventual.LastWriterWinsMessages.Difference;
import dev.squall.lectures.eventual.LastWriterWinsMessages.Digest;
import dev.squall.lectures.eventual.LastWriterWinsMessages.Known;
import dev.squall.lectures.eventual.LastWriterWinsMessages.Update;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.EventualMap.Delete;
import dev.squall.node.protocol.EventualMap.DeleteOk;
import dev.squall.node.protocol.LinKv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An eventually consistent last-writer-wins map (lectures 5.1 and 7.3). A node answers requests immediately from its
 * own state, and broadcasts each update. Replicas that missed an update reconcile by anti-entropy: two replicas compare
 * timestamps, including those of tombstones, and send each other newer items.
 *
 * <p>The guarantees hold under all network and node faults, if crashes keep synced records. Replicas that have merged
 * the same updates, in any order, are equal. After healing, every replica has merged every acknowledged update once
 * each pair of nodes has reconciled.
 *
 * <p>With Lamport timestamps, an update always wins over the updates that causally precede it. Only one of several
 * concurrent updates survives. Nodes keep tombstones forever.
 *
 * <p>A client that uses only one node reads its own writes, and its reads are monotonic. A node assumes that the
 * network delivers each request at most once, because a repeated request would be a new update.
 */
public class LastWriterWinsNode implements Node {

    private final Environment environment;
    private final EventualOptions options;
    private final StableLog log;
    private final PeersInTurn peers;
    private TimestampClock clock;
    private final Map<Object, Item> items = new LinkedHashMap<>();

    protected LastWriterWinsNode(Environment environment, EventualOptions options) {
        this.environment = environment;
        this.options = options;
        this.log = new StableLog(environment, options.compactEvery());
        this.peers = new PeersInTurn(environment, options.antiEntropyMillis(), this::onAntiEntropy);
    }

    /** Handles initialisation and recovery from a crash. Initialisation is a recovery with empty storage. */
    @Override
    public final void start() {
        clock = newClock(environment);
        log.replay(this::replay);
        peers.start();
    }

    private void replay(StableRecord record) {
        if (record instanceof ItemStored stored) {
            clock.merge(stored.item().timestamp());
            keep(stored.item());
        } else if (record instanceof ClockReached reached) {
            clock.merge(reached.timestamp());
        } else {
            throw new IllegalStateException("The stable storage holds a record of "
                    + record.getClass().getName() + ", which is none of this store's: give each node its own.");
        }
    }

    @Override
    public final void receive(Message message) {
        Body body = message.body();
        if (message.isFromClient()) {
            onRequest(message);
        } else if (body instanceof Update update) {
            merge(update.item());
        } else if (body instanceof Digest digest) {
            onDigest(message.source(), digest);
        } else if (body instanceof Difference difference) {
            onDifference(message.source(), difference);
        }
    }

    // ---- Local reads and writes

    private void onRequest(Message request) {
        Body body = request.body();
        if (body instanceof LinKv.Read read) {
            reply(request, onRead(read.key()));
        } else if (body instanceof LinKv.Write write) {
            update(new Item(write.key(), write.value(), false, clock.next()));
            reply(request, new LinKv.WriteOk());
        } else if (body instanceof Delete delete) {
            update(new Item(delete.key(), null, true, clock.next()));
            reply(request, new DeleteOk());
        } else {
            reply(
                    request,
                    new ErrorReply(ErrorCode.NOT_SUPPORTED, "this store knows the requests read, write and delete"));
        }
    }

    private Body onRead(Object key) {
        Item item = items.get(key);
        return item == null || item.deleted()
                ? new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "the key was never written, or is deleted")
                : new LinKv.ReadOk(item.value());
    }

    /** Sets or deletes a key on a client's request. */
    private void update(Item item) {
        merge(item);
        for (String peer : peers.all()) {
            send(peer, new Update(item));
        }
    }

    // ---- Merging

    /** Merges an item into this node's state. */
    private void merge(Item item) {
        clock.merge(item.timestamp());
        Item held = items.get(item.key());
        if (held == null || isNewer(item.timestamp(), held.timestamp())) {
            log.append(new ItemStored(item));
            keep(item);
            log.compact(items.size() + 1, this::state);
        }
    }

    private List<StableRecord> state() {
        List<StableRecord> records = new ArrayList<>();
        records.add(new ClockReached(new Timestamp(clock.time(), environment.nodeId())));
        items.values().forEach(item -> records.add(new ItemStored(item)));
        return records;
    }

    /** Returns the clock of a new life. The node then merges every stored timestamp into the clock. */
    protected TimestampClock newClock(Environment life) {
        return options.timestamps().newClock(life);
    }

    /** Returns true if an item with the first timestamp replaces an item with the second. The order is total. */
    protected boolean isNewer(Timestamp timestamp, Timestamp held) {
        return timestamp.compareTo(held) > 0;
    }

    /** Replaces this node's item of the key. The node keeps a tombstone for later comparisons. */
    protected void keep(Item item) {
        items.put(item.key(), item);
    }

    /** Removes a key with its item. */
    protected final void forget(Object key) {
        items.remove(key);
    }

    // ---- Anti-entropy

    /** Sends the timestamps of all items to the next peer for comparison. Runs periodically. */
    private void onAntiEntropy(String peer) {
        List<Known> known = new ArrayList<>(items.size());
        items.values().forEach(item -> known.add(new Known(item.key(), item.timestamp())));
        send(peer, new Digest(known));
    }

    private void onDigest(String peer, Digest digest) {
        List<Item> newer = new ArrayList<>();
        List<Object> wanted = new ArrayList<>();
        Set<Object> compared = new LinkedHashSet<>();
        for (Known known : digest.known()) {
            compared.add(known.key());
            Item held = items.get(known.key());
            if (held == null || isNewer(known.timestamp(), held.timestamp())) {
                wanted.add(known.key());
            } else if (isNewer(held.timestamp(), known.timestamp())) {
                newer.add(held);
            }
        }
        items.values().stream().filter(item -> !compared.contains(item.key())).forEach(newer::add);
        if (!newer.isEmpty() || !wanted.isEmpty()) {
            send(peer, new Difference(newer, wanted));
        }
    }

    private void onDifference(String peer, Difference difference) {
        difference.newer().forEach(this::merge);
        if (!difference.wanted().isEmpty()) {
            List<Item> found = difference.wanted().stream()
                    .map(items::get)
                    .filter(Objects::nonNull)
                    .toList();
            send(peer, new Difference(found, List.of()));
        }
    }

    // ---- Sending

    /** Sends a message to another node, after making all changes stable that the message may reveal. */
    private void send(String node, Body body) {
        log.sync();
        environment.send(node, body);
    }

    /**
     * Sends a reply to a client, after making all changes stable that the reply may reveal. So no crash can undo a
     * state that a client has read.
     */
    private void reply(Message request, Body body) {
        log.sync();
        environment.reply(request, body);
    }
}
