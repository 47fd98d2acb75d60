package dev.squall.lectures.raft;

import java.util.Objects;

/**
 * Hash of a sequence of JSON values, computed from the first value on. The Java platform fixes the hash codes of such
 * values, so equal sequences have equal hashes in every process.
 */
final class Digest {

    /** Multiplier of the hash. An odd multiplier loses no information. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Digest() {}

    /** Returns the digest of a sequence with digest {@code digest}, extended by these values. */
    static long of(long digest, Object... values) {
        long result = digest;
        for (Object value : values) {
            // The shift mixes the high half into the low bits, because multiplication never does.
            result = (result ^ result >>> 32) * MULTIPLIER + Objects.hashCode(value);
        }
        return result;
    }
}
