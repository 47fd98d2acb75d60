package dev.squall.report.plot;

import dev.squall.report.page.Columns;
import java.util.Arrays;

/**
 * Rates of operations by outcome and availability, for each part of a run.
 *
 * @param counts number of operations, by outcome and part
 * @param answered number of operations that the system served, by part
 */
public record OutcomeRates(Buckets buckets, int[][] counts, int[] answered) {

    private static final double SECOND_MILLIS = 1_000;
    private static final double PERCENT = 100;

    public static OutcomeRates of(Timing timing, Buckets buckets) {
        int[][] counts = new int[Timing.OUTCOMES.size()][buckets.count()];
        int[] answered = new int[buckets.count()];
        for (int i = 0; i < timing.count(); i++) {
            int bucket = buckets.indexOf(timing.startMillis()[i]);
            counts[timing.outcomes()[i]][bucket]++;
            answered[bucket] += timing.answered()[i] ? 1 : 0;
        }
        return new OutcomeRates(buckets, counts, answered);
    }

    /** Returns the number of operations with an outcome. */
    long count(int outcome) {
        return Arrays.stream(counts[outcome]).asLongStream().sum();
    }

    /** Returns the share of served operations in percent; NaN if the run has no operations. */
    public double availability() {
        long all = count(Timing.OK) + count(Timing.FAIL) + count(Timing.INFO);
        return all == 0
                ? Double.NaN
                : PERCENT * Arrays.stream(answered).asLongStream().sum() / all;
    }

    Columns columns() {
        Columns columns = new Columns("plot-rates").doubles("time", buckets.middlesMillis());
        for (int outcome = 0; outcome < counts.length; outcome++) {
            columns.doubles(
                    Timing.OUTCOMES.get(outcome),
                    Arrays.stream(counts[outcome])
                            .mapToDouble(count -> count * SECOND_MILLIS / buckets.widthMillis())
                            .toArray());
        }
        return columns.doubles("available", availabilities());
    }

    private double[] availabilities() {
        double[] shares = new double[buckets.count()];
        for (int i = 0; i < shares.length; i++) {
            int all = counts[Timing.OK][i] + counts[Timing.FAIL][i] + counts[Timing.INFO][i];
            shares[i] = all == 0 ? Double.NaN : PERCENT * answered[i] / all;
        }
        return shares;
    }
}
