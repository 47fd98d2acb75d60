package dev.squall.check.linear.monitor;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sorts small numbers by a key, without boxing them. */
final class Ranking {

    private Ranking() {}

    /** Returns the numbers from 0 to one less than so many, by their keys and, where these are equal, by themselves. */
    static int[] by(int[] key) {
        return by(IntStream.range(0, key.length).toArray(), key);
    }

    /** Some numbers by their keys and, where these are equal, by themselves. */
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
