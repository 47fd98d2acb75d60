package dev.squall.lectures.eventual;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many updates of a key, by each node, an update knows of, itself included (lecture 5.1). One update overwrote
 * another exactly if its vector covers the other's; if neither covers the other they are concurrent. Immutable.
 *
 * @param counters by node, those above zero
 */
public record VersionVector(Map<String, Long> counters) {

    /** Knows of nothing. */
    static final VersionVector EMPTY = new VersionVector(Map.of());

    public VersionVector {
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    }

    /** What both know of. */
    VersionVector join(VersionVector other) {
        Map<String, Long> joined = new TreeMap<>(counters);
        other.counters.forEach((node, counter) -> joined.merge(node, counter, Math::max));
        return new VersionVector(joined);
    }

    /** This and one update more, by {@code node}. */
    VersionVector increment(String node) {
        Map<String, Long> incremented = new TreeMap<>(counters);
        incremented.merge(node, 1L, Long::sum);
        return new VersionVector(incremented);
    }

    /** Whether this knows of all that the other knows of. */
    boolean covers(VersionVector other) {
        return other.counters.entrySet().stream()
                .allMatch(entry -> counters.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
    }
}
