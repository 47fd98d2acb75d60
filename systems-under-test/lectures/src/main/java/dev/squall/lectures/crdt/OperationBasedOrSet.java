package dev.squall.lectures.crdt;

import dev.squall.node.Body;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Operation-based observed-remove set (OR-set; Shapiro and others, 2011, specification 15). Each add has a unique tag.
 * A remove removes the tags that its replica has observed, so a concurrent add of the same element wins. Needs causal
 * broadcast, which delivers an add before the removes of its tag.
 */
public class OperationBasedOrSet implements Crdt.OperationBased {

    private static final String ADD = "add";
    private static final String REMOVE = "remove";

    private final String node;
    private long addCount;
    private final Map<Long, TreeSet<String>> tags = new TreeMap<>();

    public OperationBasedOrSet(String node) {
        this.node = node;
    }

    @Override
    public final Object operation(Body update) {
        if (update instanceof CrdtMessages.Add add) {
            addCount++;
            return List.of(ADD, add.element(), List.of(node + "-" + addCount));
        }
        long element = ((CrdtMessages.Remove) update).element();
        return List.of(REMOVE, element, List.copyOf(tags.getOrDefault(element, new TreeSet<>())));
    }

    @Override
    public final void deliver(Object operation) {
        List<?> parts = (List<?>) operation;
        Long element = (Long) parts.get(1);
        TreeSet<String> present = tags.computeIfAbsent(element, unknown -> new TreeSet<>());
        List<String> given =
                ((List<?>) parts.get(2)).stream().map(String.class::cast).toList();
        if (parts.get(0).equals(ADD)) {
            present.addAll(given);
        } else {
            present.removeAll(removed(present, given));
        }
        if (present.isEmpty()) {
            tags.remove(element);
        }
    }

    /**
     * Returns the tags that a delivered remove removes.
     *
     * @param present tags of the element at this replica
     * @param observed tags of the element at the replica that removed the element
     */
    protected Collection<String> removed(Collection<String> present, Collection<String> observed) {
        return observed;
    }

    @Override
    public final Body reply(Body request) {
        if (request instanceof CrdtMessages.Read) {
            return new CrdtMessages.ReadOk(List.copyOf(tags.keySet()));
        }
        return request instanceof CrdtMessages.Add ? new CrdtMessages.AddOk() : new CrdtMessages.RemoveOk();
    }

    @Override
    public final Object state() {
        Map<String, Object> state = new TreeMap<>();
        tags.forEach((element, present) -> state.put(String.valueOf(element), new ArrayList<>(present)));
        return Collections.unmodifiableMap(state);
    }
}
