package dev.squall.experiment;

import java.util.Locale;

/**
 * What independent runs without a violation say about the rate of violations. Never a verdict: only the faults and
 * operations that were drawn count, and a flaw that they do not reach is never seen.
 */
public final class ViolationRate {

    private static final double DOUBT = 0.05;

    private ViolationRate() {}

    /**
     * Returns the upper end of the one-sided 95 % interval of the rate: 1 - 0.05<sup>1/n</sup>, which is about 3 / n
     * (Hanley and Lippman-Hand, "If nothing goes wrong, is everything all right?", 1983).
     *
     * @param runs number of independent runs that proved something, at least 1; none of them was a violation
     */
    public static double most(long runs) {
        if (runs < 1) {
            throw new IllegalArgumentException("found " + runs + " runs; expected at least 1");
        }
        return -Math.expm1(Math.log(DOUBT) / runs);
    }

    /** Returns {@link #most} as a sentence without a full stop. */
    public static String words(long runs) {
        double percent = 100 * most(runs);
        return String.format(
                Locale.ROOT,
                "no violation in %,d runs that prove something: with 95 %% confidence, less than %s %% of such runs"
                        + " violate a property",
                runs,
                percent >= 1 ? String.format(Locale.ROOT, "%.0f", Math.ceil(percent)) : significant(percent));
    }

    /** Returns two significant digits, rounded up, so that the sentence stays true. */
    private static String significant(double percent) {
        int digits = 1 - (int) Math.floor(Math.log10(percent));
        double scale = Math.pow(10, digits);
        return String.format(Locale.ROOT, "%." + digits + "f", Math.ceil(percent * scale) / scale);
    }
}
