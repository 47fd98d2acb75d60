package dev.squall.world.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Eventually consistent store of several replicas whose clocks differ. Any replica takes an operation, and replicas
 * merge from time to time: of two values of a key, that with the greater timestamp wins. Reads may go back, and an
 * acknowledged write may be lost to an older one with a greater timestamp.
 */
final class LastWriteWinsStore implements KeyValueStore {

    private static final int REPLICAS = 5;
    /** Greatest difference of two clocks, in writes. */
    private static final int SKEW_MAX = 10;

    private static final int MERGE_ONE_IN = 4;

    private record Stamped(long timestamp, int replica, JsonNode value) {

        Stamped later(Stamped other) {
            boolean isLater = timestamp > other.timestamp || timestamp == other.timestamp && replica > other.replica;
            return isLater ? this : other;
        }
    }

    private final RandomGenerator random;
    private final List<Map<JsonNode, Stamped>> replicas = new ArrayList<>();
    private long writes;

    LastWriteWinsStore(RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new HashMap<>());
        }
    }

    private int drawReplica() {
        if (random.nextInt(MERGE_ONE_IN) == 0) {
            Map<JsonNode, Stamped> from = replicas.get(random.nextInt(REPLICAS));
            Map<JsonNode, Stamped> to = replicas.get(random.nextInt(REPLICAS));
            from.forEach((key, value) -> to.merge(key, value, Stamped::later));
        }
        return random.nextInt(REPLICAS);
    }

    private Optional<JsonNode> at(int replica, JsonNode key) {
        return Optional.ofNullable(replicas.get(replica).get(key)).map(Stamped::value);
    }

    private void set(int replica, JsonNode key, JsonNode value) {
        writes++;
        Stamped stamped = new Stamped(writes + (long) replica * SKEW_MAX / REPLICAS, replica, value);
        replicas.get(replica).merge(key, stamped, Stamped::later);
    }

    @Override
    public Optional<JsonNode> read(String client, JsonNode key) {
        return at(drawReplica(), key);
    }

    @Override
    public void write(String client, JsonNode key, JsonNode value) {
        set(drawReplica(), key, value);
    }

    @Override
    public Refusal compareAndSet(String client, JsonNode key, JsonNode from, JsonNode to, boolean creating) {
        int replica = drawReplica();
        Refusal refusal = KeyValueStore.refusal(at(replica, key), from, creating);
        if (refusal == Refusal.NONE) {
            set(replica, key, to);
        }
        return refusal;
    }
}
