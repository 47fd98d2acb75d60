package dev.squall.lectures.links;

import java.util.List;
import java.util.Map;

/**
 * Settings of a link.
 *
 * @param retransmissionMillis period after which unacknowledged messages are sent again
 * @param compactAbove number of superfluous records above which a recoverable link compacts its storage
 */
public record LinkOptions(long retransmissionMillis, int compactAbove) {

    private static final String RETRANSMISSION = "retransmission-ms";
    static final String COMPACT_ABOVE = "compact-above";
    private static final List<String> NAMES = List.of(RETRANSMISSION, COMPACT_ABOVE);
    private static final int COMPACT_ABOVE_UNLESS_SET = 1_000;

    /** Settings with this period of retransmission. */
    public LinkOptions(long retransmissionMillis) {
        this(retransmissionMillis, COMPACT_ABOVE_UNLESS_SET);
    }

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not a whole number in the allowed range
     */
    public static LinkOptions of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "A link has no option '" + name + "'; its options are " + NAMES + ".");
            }
        }
        return new LinkOptions(
                number(options, RETRANSMISSION, 1, 50), number(options, COMPACT_ABOVE, 0, COMPACT_ABOVE_UNLESS_SET));
    }

    private static int number(Map<String, String> options, String name, int least, int unlessSet) {
        String text = options.get(name);
        if (text == null) {
            return unlessSet;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports text that is no number and numbers that are too small.
        }
        throw new IllegalArgumentException(
                "The option '" + name + "' is '" + text + "' and must be a whole number from " + least + " on.");
    }
}
