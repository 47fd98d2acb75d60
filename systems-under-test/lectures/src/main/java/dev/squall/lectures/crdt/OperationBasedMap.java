package dev.squall.lectures.crdt;

import dev.squall.node.Body;
import dev.squall.node.protocol.LinKv;
import java.util.List;

/** Operation-based last-writer-wins map (lecture 8.1). Needs reliable broadcast; deliveries may come in any order. */
public class OperationBasedMap extends LastWriterWinsMap implements Crdt.OperationBased {

    private static final String SET = "set";

    public OperationBasedMap(String node) {
        super(node);
    }

    /** Handles the request to set key k to value v: the replica broadcasts (set, t, k, v). */
    @Override
    public final Object operation(Body update) {
        LinKv.Write set = (LinKv.Write) update;
        return List.of(SET, set.key(), toJson(new Entry(newTimestamp(), set.value())));
    }

    /** Handles the delivery of (set, t, k, v). */
    @Override
    public final void deliver(Object operation) {
        List<?> parts = (List<?>) operation;
        Object k = parts.get(1);
        Entry entry = fromJson(parts.get(2));
        Entry previous = get(k);
        if (previous == null || isNewer(entry.t(), previous.t())) {
            put(k, entry);
        }
    }
}
