package dev.squall.check.linear.monitor;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sorting of integers by a key, without boxing. */
final class Ranking {

    private Ranking() {}

    /** Returns the numbers from 0 to {@code key.length - 1}, sorted by key and then by number. */
    static int[] by(int[] key) {
        return by(IntStream.range(0, key.length).toArray(), key);
    }

    /** Returns the given numbers, sorted by key and then by number. */
    static int[] by(int[] numbers, int[] key) {
        long[] keyed = new long[numbers.length];
        for (int i = 0; i < keyed.length; i++) {
            keyed[i] = (long) key[numbers[i]] << 32 | numbers[i];
        }
        Arrays.sort(keyed);
        int[] sorted = new int[keyed.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (int) keyed[i];
        }
        return sorted;
    }
}
