package dev.squall.lectures.links;

import java.util.Map;

/**
 * Settings of a link.
 *
 * @param retransmissionMillis period after which unacknowledged messages are sent again
 */
public record LinkOptions(long retransmissionMillis) {

    private static final String RETRANSMISSION = "retransmission-ms";
    private static final LinkOptions DEFAULTS = new LinkOptions(50);

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not a whole number from 1 on
     */
    public static LinkOptions of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!name.equals(RETRANSMISSION)) {
                throw new IllegalArgumentException(
                        "A link has no option '" + name + "'; its options are [" + RETRANSMISSION + "].");
            }
        }
        String text = options.get(RETRANSMISSION);
        return text == null ? DEFAULTS : new LinkOptions(millis(text));
    }

    private static long millis(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports text that is no number and numbers that are too small.
        }
        throw new IllegalArgumentException(
                "The option '" + RETRANSMISSION + "' is '" + text + "' and must be a whole number from 1 on.");
    }
}
