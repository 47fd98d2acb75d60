package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import java.util.Arrays;

/**
 * Set of configurations in which none dominates another, as a hash table over one flat array.
 *
 * <p><b>Dominance.</b> Let configurations a and b have the same layer, state and placed calls. Configuration a
 * dominates configuration b if a used no crash class more often than b. Every continuation of b is also a continuation
 * of a, because uncompleted calls have no deadline and need never take effect. So the table keeps only configurations
 * that no other configuration dominates. Counts are compared one word at a time: if the guard bits of b are set, b - a
 * borrows from the guard bit of exactly the fields in which a is greater.
 */
public class ConfigurationTable {

    private static final int NONE = -1;
    private static final int MIN_CAPACITY = 32;

    private final int hashWords;
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

    /**
     * Creates an empty table.
     *
     * @param keyWords the number of words that must be equal in a configuration and in one that it dominates
     * @param guards the guard bits of the counts in each further word
     */
    public ConfigurationTable(int keyWords, long[] guards, Meter budget) {
        this(keyWords, keyWords, guards, budget);
    }

    /** Creates an empty table whose dominance requires only the first {@code hashWords} words to be equal. */
    ConfigurationTable(int hashWords, int keyWords, long[] guards, Meter budget) {
        this.hashWords = hashWords;
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

    /** Returns the number of configurations added, including those that were dominated later. */
    public int size() {
        return size;
    }

    /** Returns the number of comparisons by counts, which dominate the cost of large antichains. */
    long comparisons() {
        return comparisons;
    }

    /** Copies a configuration into an array. */
    public void get(int number, long[] configuration) {
        System.arraycopy(words, number * stride, configuration, 0, stride);
    }

    /** Returns true if a configuration added later dominates this one. */
    boolean isDominated(int number) {
        return dominated[number];
    }

    /** Returns true if the table contains the configuration or one that dominates it. */
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

    /** Adds a configuration and returns true, unless the table contains it or one that dominates it. */
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

    /** Removes all configurations, in time linear in their number. */
    public void clear() {
        for (int i = 0; i < size; i++) {
            buckets[bucketOf(words, i * stride)] = NONE;
        }
        size = 0;
    }

    /** Releases the memory to the budget; the table must not be used afterwards. */
    public void release() {
        budget.release(bytes(nextInBucket.length));
        words = new long[0];
        nextInBucket = new int[0];
        size = 0;
    }

    private int bucketOf(long[] from, int at) {
        long hash = 0;
        for (int i = 0; i < hashWords; i++) {
            hash = (hash ^ from[at + i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash & buckets.length - 1;
    }

    private boolean sameKey(long[] configuration, int at) {
        for (int i = 0; i < hashWords; i++) {
            if (configuration[i] != words[at + i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns true if configuration a dominates or equals configuration b. The first {@code hashWords} words are equal.
     */
    boolean isAtMost(long[] a, int aAt, long[] b, int bAt) {
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
