package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import java.util.Arrays;

/**
 * A set of configurations in which none is dominated by another: an open hash table over one flat array, without
 * objects.
 *
 * <p><b>Dominance.</b> Of two configurations that agree in layer, state and placed calls, the one that used no crash
 * class more often is at least as good. Whatever the other can still do, it can do too, for uncompleted calls have no
 * deadline and need never take effect. So only the minimal ones are kept, and one that is dominated is not taken in.
 * Counts are compared a word at a time: with the guard bits of b set, b - a borrows from the guard of just those fields
 * in which a is greater.
 */
public final class ConfigurationTable {

    private static final int NONE = -1;
    private static final int MIN_CAPACITY = 32;

    private final int keyWords;
    private final int stride;
    private final long[] guards;
    private final Meter budget;
    private long[] words;
    private int[] nextInBucket;
    private int[] buckets;
    private int size;
    private boolean[] dominated;
    private long comparisons;

    public ConfigurationTable(int keyWords, long[] guards, Meter budget) {
        this.keyWords = keyWords;
        this.stride = keyWords + guards.length;
        this.guards = guards;
        this.budget = budget;
        budget.reserve(bytes(MIN_CAPACITY));
        this.words = new long[MIN_CAPACITY * stride];
        this.nextInBucket = new int[MIN_CAPACITY];
        this.dominated = new boolean[MIN_CAPACITY];
        this.buckets = new int[MIN_CAPACITY];
        Arrays.fill(buckets, NONE);
    }

    private long bytes(int capacity) {
        return capacity * (8L * stride + 9);
    }

    /** Returns how many configurations were taken in, those that were dominated later included. */
    public int size() {
        return size;
    }

    /** Returns how many configurations were compared by their counts, which is the cost of large antichains. */
    long comparisons() {
        return comparisons;
    }

    /** Copies a configuration out. */
    public void get(int number, long[] configuration) {
        System.arraycopy(words, number * stride, configuration, 0, stride);
    }

    /** Returns true if a configuration taken in later dominates this one. */
    boolean isDominated(int number) {
        return dominated[number];
    }

    /** Returns true if the table has this configuration or one that dominates it. */
    boolean covers(long[] configuration) {
        for (int i = buckets[bucketOf(configuration, 0)]; i != NONE; i = nextInBucket[i]) {
            if (sameKey(configuration, i * stride)) {
                comparisons++;
                if (isAtMost(words, i * stride, configuration, 0)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes in a configuration unless the table has it or one that dominates it; answers whether it did. */
    public boolean add(long[] configuration) {
        int bucket = bucketOf(configuration, 0);
        for (int i = buckets[bucket]; i != NONE; i = nextInBucket[i]) {
            if (!dominated[i] && sameKey(configuration, i * stride)) {
                comparisons++;
                if (isAtMost(words, i * stride, configuration, 0)) {
                    return false;
                }
                dominated[i] = isAtMost(configuration, 0, words, i * stride);
            }
        }
        if (size == nextInBucket.length) {
            grow();
            bucket = bucketOf(configuration, 0);
        }
        System.arraycopy(configuration, 0, words, size * stride, stride);
        dominated[size] = false;
        nextInBucket[size] = buckets[bucket];
        buckets[bucket] = size++;
        return true;
    }

    /** Forgets all configurations, at a cost of their number. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            buckets[bucketOf(words, i * stride)] = NONE;
        }
        size = 0;
    }

    /** Gives the memory back to the budget; the table is of no more use. */
    public void release() {
        budget.release(bytes(nextInBucket.length));
        words = new long[0];
        nextInBucket = new int[0];
        size = 0;
    }

    private int bucketOf(long[] from, int at) {
        long hash = 0;
        for (int i = 0; i < keyWords; i++) {
            hash = (hash ^ from[at + i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash & buckets.length - 1;
    }

    private boolean sameKey(long[] configuration, int at) {
        for (int i = 0; i < keyWords; i++) {
            if (configuration[i] != words[at + i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isAtMost(long[] a, int aAt, long[] b, int bAt) {
        for (int i = 0; i < guards.length; i++) {
            long guard = guards[i];
            if (((b[bAt + keyWords + i] | guard) - a[aAt + keyWords + i] & guard) != guard) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        int capacity = nextInBucket.length;
        if ((long) capacity * 2 * stride > Integer.MAX_VALUE - 8) {
            budget.reserve(Long.MAX_VALUE >> 1);
        }
        budget.reserve(bytes(2 * capacity) - bytes(capacity));
        words = Arrays.copyOf(words, 2 * capacity * stride);
        nextInBucket = new int[2 * capacity];
        dominated = Arrays.copyOf(dominated, 2 * capacity);
        buckets = new int[2 * capacity];
        Arrays.fill(buckets, NONE);
        for (int i = 0; i < size; i++) {
            int bucket = bucketOf(words, i * stride);
            nextInBucket[i] = buckets[bucket];
            buckets[bucket] = i;
        }
    }
}
