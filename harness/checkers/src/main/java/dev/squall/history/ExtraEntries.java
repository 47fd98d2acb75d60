package dev.squall.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entries of an operation's map beyond the standard ones, such as the node that served the operation. Operations with
 * the same single extra entry share one map, which saves memory.
 */
final class ExtraEntries {

    private static final int SLOTS = 1 << 8;

    private final Map<?, ?>[] shared = new Map<?, ?>[SLOTS];
    private final Map<String, Object> entries = new LinkedHashMap<>();

    void clear() {
        entries.clear();
    }

    boolean contains(String name) {
        return entries.containsKey(name);
    }

    void put(String name, Object value) {
        entries.put(name, value);
    }

    /** Returns an unmodifiable map of the entries, in insertion order. */
    Map<String, Object> asMap() {
        return switch (entries.size()) {
            case 0 -> Map.of();
            case 1 -> single();
            default -> Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        };
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> single() {
        int hash = entries.hashCode();
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        if (!entries.equals(shared[slot])) {
            Map.Entry<String, Object> entry = entries.entrySet().iterator().next();
            shared[slot] = Collections.singletonMap(entry.getKey(), entry.getValue());
        }
        return (Map<String, Object>) shared[slot];
    }
}
