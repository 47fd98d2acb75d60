package dev.squall.lectures.eventual;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of the eventually consistent stores.
 *
 * @param antiEntropyMillis period after which a node compares its state with its next peer
 * @param compactEvery number of superfluous records at which a node compacts its stable storage
 * @param timestamps source of a last-writer-wins map's timestamps; version vectors need none
 */
public record EventualOptions(long antiEntropyMillis, int compactEvery, Timestamps timestamps) {

    static final String ANTI_ENTROPY = "anti-entropy-ms";
    static final String COMPACT_EVERY = "compact-every";

    static final String TIMESTAMPS = "timestamps";

    private static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(ANTI_ENTROPY, "100");
        defaults.put(COMPACT_EVERY, "1000");
        defaults.put(TIMESTAMPS, "lamport");
        return defaults;
    }

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not allowed
     */
    public static EventualOptions of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "This store has no option '" + name + "'; its options are " + DEFAULTS.keySet() + ".");
            }
        }
        Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(options);
        return new EventualOptions(
                number(all, ANTI_ENTROPY), number(all, COMPACT_EVERY), Timestamps.of(all.get(TIMESTAMPS)));
    }

    private static int number(Map<String, String> options, String name) {
        String text = options.get(name);
        if (text.matches("[1-9]\\d{0,8}")) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                "The option '" + name + "' is '" + text + "' and must be a whole number from 1 to 999999999.");
    }
}
