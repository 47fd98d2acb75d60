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

    /** Ranges for each core, so that the last tasks do not leave cores idle for long. */
    private static final int RANGES_PER_CORE = 8;

    private static final long serialVersionUID = 1;

    /** Divides the seeds among cores into few and long ranges. */
    static List<SeedRange> divide(long first, int seeds, int cores) {
        int ranges = Math.max(1, Math.max(RANGES_PER_CORE * cores, (seeds - 1) / COUNT_MAX + 1));
        int length = (seeds - 1) / ranges + 1;
        List<SeedRange> divided = new ArrayList<>();
        for (long from = 0; from < seeds; from += length) {
            divided.add(new SeedRange(first + from, (int) Math.min(length, seeds - from)));
        }
        return divided;
    }
}
