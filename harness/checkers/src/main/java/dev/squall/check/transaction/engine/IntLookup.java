package dev.squall.check.transaction.engine;

import java.util.Arrays;

/** Map from integers to integers with open addressing. Generations make clearing cheap. */
final class IntLookup {

    static final int ABSENT = -1;

    private int[] keys = new int[64];
    private int[] values = new int[64];
    private int[] generations = new int[64];
    private int generation = 1;
    private int mask = 63;

    /** Removes all entries and ensures capacity for the given number of entries. */
    void clear(int entries) {
        int needed = Math.max(64, Integer.highestOneBit(Math.max(1, entries)) << 2);
        if (needed > keys.length) {
            keys = new int[needed];
            values = new int[needed];
            generations = new int[needed];
            generation = 0;
        } else if (generation == Integer.MAX_VALUE) {
            Arrays.fill(generations, 0);
            generation = 0;
        }
        mask = needed - 1;
        generation++;
    }

    int get(int key) {
        int slot = slot(key);
        return generations[slot] == generation ? values[slot] : ABSENT;
    }

    /** Puts an entry and returns the replaced value, or {@link #ABSENT}. */
    int put(int key, int value) {
        int slot = slot(key);
        int known = generations[slot] == generation ? values[slot] : ABSENT;
        keys[slot] = key;
        values[slot] = value;
        generations[slot] = generation;
        return known;
    }

    private int slot(int key) {
        int slot = key * 0x9E3779B9 >>> 7 & mask;
        while (generations[slot] == generation && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
