package dev.squall.lectures.crdt;

import dev.squall.lectures.eventual.Timestamp;
import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.LinKv;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Common part of the two last-writer-wins maps of lecture 8.1: the set {@code values} of triples (t, k, v), with at
 * most one triple for each key k.
 */
public abstract class LastWriterWinsMap implements Crdt {

    /** A value with the timestamp of its update. */
    protected record Entry(Timestamp t, Object v) {}

    private final String node;
    private long time;
    private final Map<String, Entry> values = new TreeMap<>();

    /** @param node name of the replica's node */
    LastWriterWinsMap(String node) {
        this.node = node;
    }

    @Override
    public final boolean isUpdate(Body request) {
        return !(request instanceof LinKv.Read);
    }

    @Override
    public final Body reply(Body request) {
        if (!(request instanceof LinKv.Read read)) {
            return new LinKv.WriteOk();
        }
        Entry entry = get(read.key());
        return entry == null
                ? new ErrorReply(ErrorCode.KEY_DOES_NOT_EXIST, "the key was never set")
                : new LinKv.ReadOk(entry.v());
    }

    /** Returns a globally unique timestamp: a Lamport time, and the node. */
    protected Timestamp newTimestamp() {
        return new Timestamp(nextTime(), node);
    }

    /** Returns a Lamport time greater than all times of the updates that this replica has processed. */
    protected final long nextTime() {
        time = time + 1;
        return time;
    }

    /** Returns true if an update with timestamp {@code t} replaces an update with timestamp {@code previous}. */
    protected boolean isNewer(Timestamp t, Timestamp previous) {
        return t.compareTo(previous) > 0;
    }

    /** Returns the entry of a key, null if the key was never set. */
    final Entry get(Object k) {
        return values.get(String.valueOf(k));
    }

    /** Sets the entry of a key, and advances the Lamport clock to the entry's time. */
    final void put(Object k, Entry entry) {
        time = Math.max(time, entry.t().time());
        values.put(String.valueOf(k), entry);
    }

    /** Removes all entries. */
    final void clear() {
        values.clear();
    }

    static List<Object> toJson(Entry entry) {
        return List.of(entry.t().time(), entry.t().node(), entry.v());
    }

    static Entry fromJson(Object json) {
        List<?> parts = (List<?>) json;
        return new Entry(new Timestamp((Long) parts.get(0), (String) parts.get(1)), parts.get(2));
    }

    @Override
    public final Object state() {
        Map<String, Object> state = new TreeMap<>();
        values.forEach((k, entry) -> state.put(k, toJson(entry)));
        return Collections.unmodifiableMap(state);
    }
}
