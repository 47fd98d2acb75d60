package dev.squall.lectures.eventual;

import java.util.Objects;

/**
 * A key's value or tombstone with the timestamp of its update.
 *
 * @param key key of the item
 * @param value value of the key; null for a tombstone
 * @param deleted true for a tombstone, which marks a deleted key and has a timestamp like a value
 * @param timestamp timestamp of the update
 */
public record Item(Object key, Object value, boolean deleted, Timestamp timestamp) {

    public Item {
        Objects.requireNonNull(timestamp, "timestamp");
    }
}
