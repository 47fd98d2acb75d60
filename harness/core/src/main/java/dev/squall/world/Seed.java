package dev.squall.world;

import java.util.SplittableRandom;

/**
 * Seed that determines everything random in a run. Each part of the run draws from its own random stream, so that
 * additional draws of one part do not change another part.
 */
public record Seed(long value) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Returns the random stream with this name: the same for the same seed and name, on every machine. */
    public SplittableRandom stream(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        // Mixes the bits first, since a SplittableRandom steps through its states by a constant. Neighbouring seeds
        // might have states that differ by a multiple of the constant, and would then give shifted copies of one
        // stream.
        return new SplittableRandom(new SplittableRandom(hash ^ value).nextLong());
    }
}
