package dev.squall.lectures.rpc;

import java.util.Map;

/**
 * Settings of the counter service.
 *
 * @param retryMillis period after which a stub retries its calls without a response
 */
public record RpcOptions(long retryMillis) {

    private static final String RETRY = "retry-ms";
    private static final RpcOptions DEFAULTS = new RpcOptions(50);

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not a whole number from 1 on
     */
    public static RpcOptions of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!name.equals(RETRY)) {
                throw new IllegalArgumentException(
                        "The counter service has no option '" + name + "'; its options are [" + RETRY + "].");
            }
        }
        String text = options.get(RETRY);
        return text == null ? DEFAULTS : new RpcOptions(millis(text));
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
                "The option '" + RETRY + "' is '" + text + "' and must be a whole number from 1 on.");
    }
}
