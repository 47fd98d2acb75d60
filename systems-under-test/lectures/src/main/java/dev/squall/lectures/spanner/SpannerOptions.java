package dev.squall.lectures.spanner;

import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of Spanner, in milliseconds.
 *
 * @param epsilonMillis bound on the error of a node's clock
 * @param timeoutMillis time after which a coordinator aborts a transaction without a timestamp
 * @param retryMillis period after which unanswered messages are sent again
 */
public record SpannerOptions(long epsilonMillis, long timeoutMillis, long retryMillis) {

    static final String EPSILON = "epsilon-ms";
    private static final String TIMEOUT = "transaction-timeout-ms";
    private static final String RETRY = "retry-ms";
    private static final int EPSILON_MAX = 1_000;
    private static final int BACKOFF_MIN_MILLIS = 10;

    /** Reads the settings from a node's options, which may contain options of other layers. */
    static SpannerOptions of(Map<String, String> options) {
        return new SpannerOptions(
                number(options, EPSILON, 10, 0, EPSILON_MAX),
                number(options, TIMEOUT, 500, 1, Integer.MAX_VALUE),
                number(options, RETRY, 50, 1, Integer.MAX_VALUE));
    }

    /** Returns the options that are not options of Spanner. */
    static Map<String, String> without(Map<String, String> options) {
        Map<String, String> others = new TreeMap<>(options);
        others.remove(EPSILON);
        others.remove(TIMEOUT);
        others.remove(RETRY);
        return others;
    }

    /** Returns the time after which a client's node gives up a transaction: longer than the coordinator's timeout. */
    long lifetimeMillis() {
        return 2 * timeoutMillis;
    }

    /** Returns the time from an abort to the next attempt: about the time for which a transaction holds its locks. */
    long backoffMillis() {
        return 2 * epsilonMillis + BACKOFF_MIN_MILLIS;
    }

    private static int number(Map<String, String> options, String name, int otherwise, int least, int most) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports text that is no number and numbers that are out of range.
        }
        throw new IllegalArgumentException("The option '" + name + "' is '" + text
                + "' and must be a whole number from " + least + " to " + most + ".");
    }
}
