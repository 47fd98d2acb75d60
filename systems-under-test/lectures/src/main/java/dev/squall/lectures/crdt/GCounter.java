package dev.squall.lectures.crdt;

import dev.squall.node.Body;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * State-based counter that only grows (G-counter). The state has one sum for each node. Only that node changes its sum,
 * and the merge takes the greater of two sums.
 */
public class GCounter implements Crdt.StateBased {

    private final String node;
    private final Map<String, Long> sums = new TreeMap<>();

    public GCounter(String node) {
        this.node = node;
    }

    @Override
    public final Object update(Body update) {
        return increment(((CrdtMessages.AddDelta) update).delta());
    }

    /**
     * Adds to this node's sum.
     *
     * @param delta at least 0
     * @return the delta
     */
    final Object increment(long delta) {
        return Map.of(node, sums.merge(node, delta, Long::sum));
    }

    @Override
    public final void merge(Object other) {
        ((Map<?, ?>) other).forEach((n, theirs) -> sums.merge((String) n, (Long) theirs, this::merged));
    }

    /** Returns the sum that remains for a node of both states. */
    protected long merged(long ours, long theirs) {
        return Math.max(ours, theirs);
    }

    /** Returns the sum over all nodes. */
    final long value() {
        return sums.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public final Body reply(Body request) {
        return isUpdate(request) ? new CrdtMessages.AddOk() : new CrdtMessages.ReadOk(value());
    }

    @Override
    public final Object state() {
        return Collections.unmodifiableMap(new TreeMap<>(sums));
    }
}
