package dev.squall.world.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Sequentially consistent store. All updates are in one order, and each update gives the store a new version. A client
 * never goes back to an older version, and its update takes it to the newest one. A read, and a compare-and-set without
 * effect, may see any version from the client's own to the newest, so they may be stale. Each takes O(log v) for v
 * versions of the key.
 */
final class SequentialStore implements KeyValueStore {

    /** Share of the operations that may be stale, in one of this number. */
    private static final int STALE_ONE_IN = 2;

    private final RandomGenerator random;
    private final boolean linearizable;
    /** Value of each key from each version on that set it. */
    private final Map<JsonNode, TreeMap<Long, JsonNode>> values = new HashMap<>();
    /** Version that each client has seen. */
    private final Map<String, Long> seen = new HashMap<>();

    private long newest;

    private SequentialStore(RandomGenerator random, boolean linearizable) {
        this.random = random;
        this.linearizable = linearizable;
    }

    /** Returns a store whose reads may be stale. */
    static KeyValueStore sequential(RandomGenerator random) {
        return new SequentialStore(random, false);
    }

    /** Returns a store whose every operation sees the newest version. */
    static KeyValueStore linearizable(RandomGenerator random) {
        return new SequentialStore(random, true);
    }

    private long drawVersion(String client) {
        long oldest = seen.getOrDefault(client, 0L);
        if (linearizable || oldest == newest || random.nextInt(STALE_ONE_IN) == 0) {
            return newest;
        }
        return oldest + random.nextLong(newest - oldest + 1);
    }

    private Optional<JsonNode> at(long version, JsonNode key) {
        TreeMap<Long, JsonNode> versions = values.get(key);
        Map.Entry<Long, JsonNode> entry = versions == null ? null : versions.floorEntry(version);
        return entry == null ? Optional.empty() : Optional.of(entry.getValue());
    }

    @Override
    public Optional<JsonNode> read(String client, JsonNode key) {
        long version = drawVersion(client);
        seen.put(client, version);
        return at(version, key);
    }

    @Override
    public void write(String client, JsonNode key, JsonNode value) {
        newest++;
        values.computeIfAbsent(key, absent -> new TreeMap<>()).put(newest, value);
        seen.put(client, newest);
    }

    @Override
    public Refusal compareAndSet(String client, JsonNode key, JsonNode from, JsonNode to, boolean creating) {
        long version = drawVersion(client);
        Refusal refusal = KeyValueStore.refusal(at(version, key), from, creating);
        if (refusal == Refusal.NONE) {
            // An update takes effect on the newest version only.
            version = newest;
            refusal = KeyValueStore.refusal(at(version, key), from, creating);
        }
        if (refusal == Refusal.NONE) {
            write(client, key, to);
        } else {
            seen.put(client, version);
        }
        return refusal;
    }
}
