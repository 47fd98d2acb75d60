package dev.squall.lectures.eventual;

import java.util.Objects;

/**
 * What a key was set to by some update.
 *
 * @param key which key
 * @param value its value; null for a tombstone
 * @param deleted whether this is a tombstone: it stands for the key's absence, and has a timestamp like any value
 * @param timestamp of the update
 */
public record Item(Object key, Object value, boolean deleted, Timestamp timestamp) {

    public Item {
        Objects.requireNonNull(timestamp, "timestamp");
    }
}
