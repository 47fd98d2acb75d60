package dev.squall.lectures.eventual;

import java.util.Objects;

/**
 * A value of a multi-value register.
 *
 * @param value the written value
 * @param vector the writes that the write knew of, and itself
 */
public record Version(Object value, VersionVector vector) {

    public Version {
        Objects.requireNonNull(vector, "vector");
    }
}
