package dev.squall.lectures.raft;

import java.util.Objects;

/**
 * A hash of a sequence of values, built up from its beginning. The values are those of JSON and so have hash codes that
 * the Java platform prescribes: the same in every process.
 */
final class Digest {

    /** Odd, so that multiplying by it loses nothing. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Digest() {}

    /** The digest of a sequence that goes on, after those that {@code digest} stands for, with these values. */
    static long of(long digest, Object... values) {
        long result = digest;
        for (Object value : values) {
            // The high half is mixed down, or the low bits would never hear of the high ones.
            result = (result ^ result >>> 32) * MULTIPLIER + Objects.hashCode(value);
        }
        return result;
    }
}
