package dev.squall.lectures.eventual;

import java.util.Objects;

/**
 * The value of a key after some update.
 *
 * @param key the key
 * @param value its value; null for a tombstone
 * @param deleted true for a tombstone, which stands for the key's absence and has a timestamp like any value
 * @param timestamp timestamp of the update
 */
public record Item(Object key, Object value, boolean deleted, Timestamp timestamp) {

    public Item {
        Objects.requireNonNull(timestamp, "timestamp");
    }
}
