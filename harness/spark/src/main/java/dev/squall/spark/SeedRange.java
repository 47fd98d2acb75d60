package dev.squall.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive seeds, the work of one task.
 *
 * @param first the first seed
 * @param count number of seeds, at least 1
 */
record SeedRange(long first, int count) implements Serializable {

    /** Upper bound for a range: a lost executor loses at most this much work. */
    static final int COUNT_MAX = 2_000;

    /** Lower bound, except for the last range: a shorter task would not be worth its start. */
    private static final int COUNT_MIN = 10;

    /** Number of ranges, if the bounds permit: the last tasks of a sweep then leave cores idle only briefly. */
    private static final int RANGES = 400;

    private static final long serialVersionUID = 1;

    /** Divides seeds into few and long ranges. Their number does not depend on the executors, which come and go. */
    static List<SeedRange> divide(long first, int seeds) {
        int length = Math.max(COUNT_MIN, Math.min(COUNT_MAX, (seeds - 1) / RANGES + 1));
        List<SeedRange> divided = new ArrayList<>();
        for (long from = 0; from < seeds; from += length) {
            divided.add(new SeedRange(first + from, (int) Math.min(length, seeds - from)));
        }
        return divided;
    }
}
