package dev.squall.lectures.raft;

import java.util.Objects;

/**
 * A hash of a sequence of values, computed from its beginning. The values are JSON values, whose hash codes are fixed
 * by the Java platform and so are equal in every process.
 */
final class Digest {

    /** Odd, so that multiplication loses no information. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Digest() {}

    /** Returns the digest of a sequence that continues the one of {@code digest} with these values. */
    static long of(long digest, Object... values) {
        long result = digest;
        for (Object value : values) {
            // Mixes the high half into the low bits, which multiplication never does.
            result = (result ^ result >>> 32) * MULTIPLIER + Objects.hashCode(value);
        }
        return result;
    }
}
