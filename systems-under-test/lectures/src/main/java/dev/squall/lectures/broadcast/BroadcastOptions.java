package dev.squall.lectures.broadcast;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of a broadcast.
 *
 * @param retransmissionMillis period after which unacknowledged messages are sent again
 * @param fanOut number of nodes that a node gossips to in a round
 * @param rounds number of rounds in which a node gossips each message
 * @param roundMillis period of the gossip rounds
 */
public record BroadcastOptions(long retransmissionMillis, int fanOut, int rounds, long roundMillis) {

    private static final Map<String, Integer> DEFAULTS = defaults();

    private static Map<String, Integer> defaults() {
        Map<String, Integer> defaults = new LinkedHashMap<>();
        defaults.put("retransmission-ms", 50);
        defaults.put("fan-out", 3);
        defaults.put("rounds", 60);
        defaults.put("round-ms", 50);
        return defaults;
    }

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not a whole number from 1 on
     */
    public static BroadcastOptions of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "A broadcast has no option '" + name + "'; its options are " + DEFAULTS.keySet() + ".");
            }
        }
        return new BroadcastOptions(
                number(options, "retransmission-ms"),
                number(options, "fan-out"),
                number(options, "rounds"),
                number(options, "round-ms"));
    }

    /** Returns the same settings with another fan-out and another number of rounds. */
    public BroadcastOptions withGossip(int newFanOut, int newRounds) {
        return new BroadcastOptions(retransmissionMillis, newFanOut, newRounds, roundMillis);
    }

    private static int number(Map<String, String> options, String name) {
        String text = options.get(name);
        if (text == null) {
            return DEFAULTS.get(name);
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
