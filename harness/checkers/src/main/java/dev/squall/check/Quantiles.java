package dev.squall.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Quantiles of durations. */
public final class Quantiles {

    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 1.0};
    private static final String[] NAMES = {"p50Nanos", "p95Nanos", "p99Nanos", "maxNanos"};

    private Quantiles() {}

    /**
     * Returns the median, 95th and 99th percentile and maximum of the durations, by name; empty without durations.
     * Takes O(n log n).
     */
    public static Map<String, Object> of(long[] durationsNanos) {
        long[] sorted = durationsNanos.clone();
        Arrays.sort(sorted);
        Map<String, Object> quantiles = new LinkedHashMap<>();
        for (int i = 0; i < QUANTILES.length && sorted.length > 0; i++) {
            int rank = (int) Math.ceil(QUANTILES[i] * sorted.length);
            quantiles.put(NAMES[i], sorted[rank - 1]);
        }
        return quantiles;
    }
}
