package dev.squall.lectures.eventual;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Version vector: for each node, the number of the node's updates of a key that an update knows, including itself
 * (lecture 5.1). One update overwrote another iff its vector covers the other's. If neither vector covers the other,
 * the updates are concurrent. A version vector is immutable.
 *
 * @param counters counters above zero, by node
 */
public record VersionVector(Map<String, Long> counters) {

    /** Version vector without any update. */
    static final VersionVector EMPTY = new VersionVector(Map.of());

    public VersionVector {
        counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    }

    /** Returns the vector of all updates that either vector knows. */
    VersionVector join(VersionVector other) {
        // Mostly one of the two knows all, and a simulation joins vectors millions of times.
        if (other.covers(this)) {
            return other;
        } else if (covers(other)) {
            return this;
        }
        Map<String, Long> joined = new TreeMap<>(counters);
        other.counters.forEach((node, counter) -> joined.merge(node, counter, Math::max));
        return new VersionVector(joined);
    }

    /** Returns this vector with one more update by {@code node}. */
    VersionVector increment(String node) {
        Map<String, Long> incremented = new TreeMap<>(counters);
        incremented.merge(node, 1L, Long::sum);
        return new VersionVector(incremented);
    }

    /** Returns true if this vector knows all updates that the other knows. */
    boolean covers(VersionVector other) {
        for (Map.Entry<String, Long> entry : other.counters.entrySet()) {
            if (counters.getOrDefault(entry.getKey(), 0L) < entry.getValue()) {
                return false;
            }
        }
        return true;
    }
}
