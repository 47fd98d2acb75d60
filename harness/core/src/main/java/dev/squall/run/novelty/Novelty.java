package dev.squall.run.novelty;

import java.util.Locale;

/**
 * How likely the next run shows an abstract state that no run has shown, by the estimate of Good and Turing (Good,
 * 1953): the share of the runs that show a state which no other run shows. Each of them would have shown something new,
 * had it come last. Never a verdict.
 *
 * @param runs number of independent runs
 * @param novel number of runs that show a state which no other run shows
 * @param shared number of the other runs that show a state which exactly one other run shows: each becomes novel
 *     without that run, so they make the estimate less certain
 * @param states number of distinct states of all runs
 */
public record Novelty(int runs, int novel, int shared, long states) {

    /** Quantile of the normal distribution for a two-sided interval of 95 %. */
    private static final double QUANTILE = 1.96;

    public Novelty {
        if (runs < 1 || novel < 0 || shared < 0 || novel + shared > runs) {
            throw new IllegalArgumentException(
                    "found " + novel + " and " + shared + " of " + runs + " runs; expected 0 to all of at least 1");
        }
    }

    /** Returns the estimated probability that one more run shows a new state. */
    public double probability() {
        return (double) novel / runs;
    }

    /**
     * Returns the lower end of the 95 % interval of the probability: the interval of Wilson (1927) with the variance of
     * Esty ("A normal limit law for a nonparametric estimator of the coverage of a random sample", 1983).
     */
    public double least() {
        return Math.max(0, centre() - halfWidth());
    }

    /** Returns the upper end of the 95 % interval of the probability, as in {@link #least()}. */
    public double most() {
        return Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        double square = QUANTILE * QUANTILE;
        return (probability() + square / (2 * runs)) / (1 + square / runs);
    }

    private double halfWidth() {
        double square = QUANTILE * QUANTILE;
        double spread = probability() * (1 - probability()) + (double) shared / runs;
        double variance = spread / runs + square / (4.0 * runs * runs);
        return QUANTILE * Math.sqrt(variance) / (1 + square / runs);
    }

    /** Returns a sentence without a full stop. */
    public String words() {
        return String.format(
                Locale.ROOT,
                "the runs showed %,d abstract states; the next seed shows a new one with a probability of %.1f %%"
                        + " (95 %% interval: %.1f %% to %.1f %%)",
                states,
                100 * probability(),
                100 * least(),
                100 * most());
    }
}
