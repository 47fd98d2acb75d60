package dev.squall.report.plot;

import dev.squall.report.page.Columns;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Points of the latency plot; one point stands for operations whose points would overlap. The plane of time and
 * logarithmic latency is divided into cells, as fine as the maximum number of points allows. Each cell keeps the first
 * point of each outcome. A point without neighbours is therefore never lost.
 */
public final class LatencyPoints {

    static final int POINTS_MAX = 10_000;

    /**
     * Shortest latency in the plot; shorter latencies are drawn at this value. In virtual time a reply may take no
     * time.
     */
    static final double FLOOR_MILLIS = 0.01;

    private static final int FINEST_COLUMNS = 1 << 12;
    private static final double FINEST_ROWS_PER_DECADE = 256;

    private LatencyPoints() {}

    /** Returns the positions of the operations to draw, in order; operations that never completed are left out. */
    public static int[] chosen(Timing timing) {
        int[] completed = new int[timing.count()];
        int count = 0;
        for (int i = 0; i < timing.count(); i++) {
            if (!Double.isNaN(timing.latencyMillis()[i])) {
                completed[count++] = i;
            }
        }
        int[] chosen = Arrays.copyOf(completed, count);
        for (int coarseness = 1; chosen.length > POINTS_MAX; coarseness *= 2) {
            chosen = onePerCell(timing, chosen, coarseness);
        }
        return chosen;
    }

    private static int[] onePerCell(Timing timing, int[] candidates, int coarseness) {
        double columnMillis = Math.max(timing.endMillis(), 1) / FINEST_COLUMNS * coarseness;
        double rowsPerDecade = FINEST_ROWS_PER_DECADE / coarseness;
        Set<Long> taken = new HashSet<>();
        return Arrays.stream(candidates)
                .filter(i -> {
                    long column = (long) (timing.startMillis()[i] / columnMillis);
                    long row = (long) Math.floor(Math.log10(drawn(timing.latencyMillis()[i])) * rowsPerDecade);
                    return taken.add((column * (1L << 20) + row + (1L << 19)) * 4 + timing.outcomes()[i]);
                })
                .toArray();
    }

    static double drawn(double latencyMillis) {
        return Math.max(FLOOR_MILLIS, latencyMillis);
    }

    static Columns columns(Timing timing, int[] chosen) {
        return new Columns("plot-points")
                .doubles(
                        "time",
                        Arrays.stream(chosen)
                                .mapToDouble(i -> timing.startMillis()[i])
                                .toArray())
                .doubles(
                        "latency",
                        Arrays.stream(chosen)
                                .mapToDouble(i -> drawn(timing.latencyMillis()[i]))
                                .toArray())
                .ints(
                        "outcome",
                        Arrays.stream(chosen).map(i -> timing.outcomes()[i]).toArray());
    }
}
