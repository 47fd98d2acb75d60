package dev.squall.lectures.eventual;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of the eventually consistent stores.
 *
 * @param antiEntropyMillis how often a node compares what it has with the next of its peers
 * @param compactEvery how many records, beyond one for each key, the stable storage may hold before it is compacted
 */
public record EventualOptions(long antiEntropyMillis, int compactEvery) {

    static final String ANTI_ENTROPY = "anti-entropy-ms";
    static final String COMPACT_EVERY = "compact-every";

    private static final Map<String, Integer> DEFAULTS = defaults();

    private static Map<String, Integer> defaults() {
        Map<String, Integer> defaults = new LinkedHashMap<>();
        defaults.put(ANTI_ENTROPY, 100);
        defaults.put(COMPACT_EVERY, 1000);
        return defaults;
    }

    /**
     * Reads the settings; one left out takes its default.
     *
     * @throws IllegalArgumentException if one is unknown or no whole number above zero
     */
    public static EventualOptions of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "This store has no option '" + name + "'; its options are " + DEFAULTS.keySet() + ".");
            }
        }
        return new EventualOptions(number(options, ANTI_ENTROPY), number(options, COMPACT_EVERY));
    }

    private static int number(Map<String, String> options, String name) {
        String text = options.get(name);
        if (text == null) {
            return DEFAULTS.get(name);
        }
        if (text.matches("[1-9]\\d{0,8}")) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                "The option '" + name + "' is '" + text + "' and must be a whole number from 1 to 999999999.");
    }
}
