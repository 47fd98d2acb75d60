package dev.squall.lectures.crdt;

import dev.squall.node.Body;
import dev.squall.node.protocol.LinKv;
import java.util.Map;

/** State-based last-writer-wins map (lecture 8.1). Best-effort broadcast over fair-loss links is enough. */
public class StateBasedMap extends LastWriterWinsMap implements Crdt.StateBased {

    public StateBasedMap(String node) {
        super(node);
    }

    /** Handles the request to set key k to value v. */
    @Override
    public final Object update(Body update) {
        LinKv.Write set = (LinKv.Write) update;
        Entry entry = new Entry(newTimestamp(), set.value());
        put(set.key(), entry);
        return Map.of(String.valueOf(set.key()), toJson(entry));
    }

    /** Handles the delivery of another state V: {@code values := values merged with V}. */
    @Override
    public final void merge(Object other) {
        if (isOverwritten()) {
            clear();
        }
        ((Map<?, ?>) other).forEach((k, json) -> {
            Entry theirs = fromJson(json);
            Entry ours = get(k);
            put(k, ours == null ? theirs : merged(ours, theirs));
        });
    }

    /** Returns true if a delivered state replaces this state, instead of being merged. */
    protected boolean isOverwritten() {
        return false;
    }

    /** Returns the entry that remains for a key of both states: the one with the greater timestamp. */
    protected Entry merged(Entry ours, Entry theirs) {
        return isNewer(theirs.t(), ours.t()) ? theirs : ours;
    }
}
