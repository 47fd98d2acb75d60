package dev.squall.lectures.crdt;

import dev.squall.node.Body;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** State-based counter that grows and shrinks (PN-counter): one G-counter of increments, and one of decrements. */
public final class PnCounter implements Crdt.StateBased {

    private static final String INCREMENTS = "p";
    private static final String DECREMENTS = "n";

    private final GCounter p;
    private final GCounter n;

    public PnCounter(String node) {
        p = new GCounter(node);
        n = new GCounter(node);
    }

    @Override
    public Object update(Body update) {
        long delta = ((CrdtMessages.AddDelta) update).delta();
        return delta >= 0 ? Map.of(INCREMENTS, p.increment(delta)) : Map.of(DECREMENTS, n.increment(-delta));
    }

    @Override
    public void merge(Object other) {
        Map<?, ?> parts = (Map<?, ?>) other;
        p.merge(parts.containsKey(INCREMENTS) ? parts.get(INCREMENTS) : Map.of());
        n.merge(parts.containsKey(DECREMENTS) ? parts.get(DECREMENTS) : Map.of());
    }

    @Override
    public Body reply(Body request) {
        return isUpdate(request) ? new CrdtMessages.AddOk() : new CrdtMessages.ReadOk(p.value() - n.value());
    }

    @Override
    public Object state() {
        Map<String, Object> state = new TreeMap<>();
        state.put(INCREMENTS, p.state());
        state.put(DECREMENTS, n.state());
        return Collections.unmodifiableMap(state);
    }
}
