package dev.squall.report.plot;

import dev.squall.report.page.Columns;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Quantiles of the latency of successful operations, by nearest rank, for a whole run and for each part of it. */
public final class LatencyQuantiles {

    private LatencyQuantiles() {}

    /** Returns the latencies of the successful operations, in ascending order. */
    public static double[] sorted(Timing timing) {
        return IntStream.range(0, timing.count())
                .filter(i -> isSuccess(timing, i))
                .mapToDouble(i -> timing.latencyMillis()[i])
                .sorted()
                .toArray();
    }

    /**
     * @param sorted values in ascending order
     * @return the quantile; NaN if there are no values
     */
    public static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Returns the quantiles of each part of the run; an operation belongs to the part of its invocation. */
    static Columns columns(Timing timing, Buckets buckets) {
        double[][] latencies = byBucket(timing, buckets);
        return new Columns("plot-quantiles")
                .doubles("time", buckets.middlesMillis())
                .doubles("half", drawn(latencies, 0.5))
                .doubles("p95", drawn(latencies, 0.95))
                .doubles("p99", drawn(latencies, 0.99));
    }

    private static double[] drawn(double[][] latencies, double share) {
        return Arrays.stream(latencies)
                .mapToDouble(sorted -> quantile(sorted, share))
                .map(LatencyPoints::drawn)
                .toArray();
    }

    private static double[][] byBucket(Timing timing, Buckets buckets) {
        DoubleStream.Builder[] builders = new DoubleStream.Builder[buckets.count()];
        Arrays.setAll(builders, i -> DoubleStream.builder());
        for (int i = 0; i < timing.count(); i++) {
            if (isSuccess(timing, i)) {
                builders[buckets.indexOf(timing.startMillis()[i])].add(timing.latencyMillis()[i]);
            }
        }
        return Arrays.stream(builders)
                .map(builder -> builder.build().sorted().toArray())
                .toArray(double[][]::new);
    }

    private static boolean isSuccess(Timing timing, int i) {
        return timing.outcomes()[i] == Timing.OK && !Double.isNaN(timing.latencyMillis()[i]);
    }
}
