package dev.squall.world;

import java.util.SplittableRandom;

/**
 * The seed from which everything random in a run follows. Each part of the run draws from a stream of its own, so that
 * one part's draws do not shift another's.
 */
public record Seed(long value) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The stream with this name: the same for the same seed and name, on every machine. */
    public SplittableRandom stream(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        // Mixed first: a SplittableRandom steps through its states by a constant. States that differ by a multiple
        // of it, as those of neighbouring seeds might, would give the same draws, only shifted.
        return new SplittableRandom(new SplittableRandom(hash ^ value).nextLong());
    }
}
