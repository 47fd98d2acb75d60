package dev.squall.world.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Key-value store of one consistency model. Not thread-safe. */
interface KeyValueStore {

    /** Returns the value of a key; empty if there is none. */
    Optional<JsonNode> read(String client, JsonNode key);

    /** Sets a key. */
    void write(String client, JsonNode key, JsonNode value);

    /**
     * Sets a key to {@code to} if it holds {@code from}, or if it is absent and {@code creating}.
     *
     * @return what kept the key from being set
     */
    Refusal compareAndSet(String client, JsonNode key, JsonNode from, JsonNode to, boolean creating);

    /** Reasons for which a compare-and-set has no effect. */
    enum Refusal {
        /** The key was set. */
        NONE,
        ABSENT,
        OTHER_VALUE
    }

    /** Returns the refusal of a compare-and-set that finds a value. */
    static Refusal refusal(Optional<JsonNode> found, JsonNode from, boolean creating) {
        if (found.isEmpty()) {
            return creating ? Refusal.NONE : Refusal.ABSENT;
        }
        return found.get().equals(from) ? Refusal.NONE : Refusal.OTHER_VALUE;
    }
}
