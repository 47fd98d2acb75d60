package dev.squall.lectures.eventual;

import java.util.Objects;

/**
 * A version of a multi-value register: a value with the version vector of its write.
 *
 * @param value written value
 * @param vector version vector of the write itself and of all writes that it knew
 */
public record Version(Object value, VersionVector vector) {

    public Version {
        Objects.requireNonNull(vector, "vector");
    }
}
