package dev.squall.explore.world;

import java.util.random.RandomGenerator;

/** Random stream whose state is the number of draws. Not thread-safe. */
final class CountedRandom implements RandomGenerator {

    private final RandomGenerator stream;
    private long draws;

    CountedRandom(RandomGenerator stream) {
        this.stream = stream;
    }

    /** Returns how many numbers of 64 bits were drawn. */
    long draws() {
        return draws;
    }

    @Override
    public long nextLong() {
        draws++;
        return stream.nextLong();
    }
}
