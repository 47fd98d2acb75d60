package dev.squall.lectures.commit;

import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of atomic commitment, in milliseconds.
 *
 * @param timeoutMillis time after which a participant without a vote is suspected to have crashed
 * @param retryMillis period after which unanswered messages are sent again
 */
public record CommitOptions(long timeoutMillis, long retryMillis) {

    static final String TIMEOUT = "vote-timeout-ms";
    private static final String RETRY = "retry-ms";
    private static final CommitOptions DEFAULTS = new CommitOptions(300, 100);

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not a whole number from 1 on
     */
    public static CommitOptions of(Map<String, String> options) {
        Map<String, String> unknown = without(options);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Two-phase commit has no option '"
                    + unknown.keySet().iterator().next() + "'; its options are [" + RETRY + ", " + TIMEOUT + "].");
        }
        return known(options);
    }

    /** Reads the settings from a node's options, which may contain options of other layers. */
    public static CommitOptions known(Map<String, String> options) {
        return known(options, DEFAULTS);
    }

    /** Reads the settings from a node's options, with these default values. */
    public static CommitOptions known(Map<String, String> options, CommitOptions defaults) {
        return new CommitOptions(
                millis(options, TIMEOUT, defaults.timeoutMillis), millis(options, RETRY, defaults.retryMillis));
    }

    /** Returns the options that are not options of atomic commitment. */
    public static Map<String, String> without(Map<String, String> options) {
        Map<String, String> others = new TreeMap<>(options);
        others.remove(TIMEOUT);
        others.remove(RETRY);
        return others;
    }

    private static long millis(Map<String, String> options, String name, long otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports text that is no number and numbers that are too small.
        }
        throw new IllegalArgumentException(
                "The option '" + name + "' is '" + text + "' and must be a whole number from 1 on.");
    }
}
