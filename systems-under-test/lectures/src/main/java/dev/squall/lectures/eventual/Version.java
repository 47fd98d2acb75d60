package dev.squall.lectures.eventual;

import java.util.Objects;

/**
 * A value of a multi-value register.
 *
 * @param value what was written
 * @param vector what the write knew of, itself included
 */
public record Version(Object value, VersionVector vector) {

    public Version {
        Objects.requireNonNull(vector, "vector");
    }
}
