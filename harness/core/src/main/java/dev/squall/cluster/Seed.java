package dev.squall.cluster;

import java.util.SplittableRandom;

/**
 * The seed from which everything random in a run follows. Each part of the run draws from a stream of its own, so that
 * one part's draws do not shift another's.
 */
public record Seed(long value) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** The stream with this name: the same for the same seed and name, on every machine. */
    public SplittableRandom stream(String name) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(hash + value * GOLDEN_GAMMA);
    }
}
