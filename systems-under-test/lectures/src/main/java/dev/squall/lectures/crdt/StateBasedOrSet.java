package dev.squall.lectures.crdt;

import dev.squall.node.Body;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * State-based observed-remove set (OR-set). Each add has a unique tag. The state has the elements by their tags, and
 * the removed tags, which remain as tombstones. The merge is the union of both, without the removed tags' elements.
 */
public final class StateBasedOrSet implements Crdt.StateBased {

    private static final String ADDED = "added";
    private static final String REMOVED = "removed";

    private final String node;
    private long addCount;
    private final Map<String, Long> added = new TreeMap<>();
    private final TreeSet<String> removed = new TreeSet<>();

    public StateBasedOrSet(String node) {
        this.node = node;
    }

    @Override
    public Object update(Body update) {
        if (update instanceof CrdtMessages.Add add) {
            addCount++;
            String tag = node + "-" + addCount;
            added.put(tag, add.element());
            return json(Map.of(tag, add.element()), List.of());
        }
        long element = ((CrdtMessages.Remove) update).element();
        List<String> observed = added.entrySet().stream()
                .filter(entry -> entry.getValue() == element)
                .map(Map.Entry::getKey)
                .toList();
        remove(observed);
        return json(Map.of(), observed);
    }

    private static Object json(Map<String, Long> added, List<String> removed) {
        Map<String, Object> json = new TreeMap<>();
        json.put(ADDED, added);
        json.put(REMOVED, removed);
        return Collections.unmodifiableMap(json);
    }

    private void remove(List<?> tags) {
        tags.forEach(tag -> {
            removed.add((String) tag);
            added.remove((String) tag);
        });
    }

    @Override
    public void merge(Object other) {
        Map<?, ?> parts = (Map<?, ?>) other;
        remove((List<?>) parts.get(REMOVED));
        ((Map<?, ?>) parts.get(ADDED)).forEach((tag, element) -> {
            if (!removed.contains((String) tag)) {
                added.put((String) tag, (Long) element);
            }
        });
    }

    @Override
    public Body reply(Body request) {
        if (request instanceof CrdtMessages.Read) {
            return new CrdtMessages.ReadOk(List.copyOf(new TreeSet<>(added.values())));
        }
        return request instanceof CrdtMessages.Add ? new CrdtMessages.AddOk() : new CrdtMessages.RemoveOk();
    }

    @Override
    public Object state() {
        return json(Collections.unmodifiableMap(new TreeMap<>(added)), List.copyOf(removed));
    }
}
