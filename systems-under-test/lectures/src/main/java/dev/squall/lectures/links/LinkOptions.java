package dev.squall.lectures.links;

import java.util.Map;

/**
 * A link's settings.
 *
 * @param retransmissionMillis how often what was not acknowledged is sent again
 */
public record LinkOptions(long retransmissionMillis) {

    private static final String RETRANSMISSION = "retransmission-ms";
    private static final LinkOptions DEFAULTS = new LinkOptions(50);

    /**
     * Reads the settings; one left out takes its default.
     *
     * @throws IllegalArgumentException if one is unknown, no whole number, or has no sense
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
            // Told below, together with a number that is too small.
        }
        throw new IllegalArgumentException(
                "The option '" + RETRANSMISSION + "' is '" + text + "' and must be a whole number from 1 on.");
    }
}
