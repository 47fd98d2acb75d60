package dev.squall.lectures.detectors;

import dev.squall.node.protocol.Detectors;
import java.util.Map;
import java.util.TreeSet;

/**
 * Settings of a failure detector, in milliseconds.
 *
 * @param heartbeatMillis period of the heartbeats
 * @param timeoutMillis initial timeout: length of silence after which a node is suspected
 * @param growthMillis amount by which the timeout grows after each mistake
 * @param startMillis timeout for a node that has not sent a heartbeat yet
 */
public record DetectorOptions(long heartbeatMillis, long timeoutMillis, long growthMillis, long startMillis) {

    private static final String HEARTBEAT = "heartbeat-ms";
    private static final String TIMEOUT = "timeout-ms";
    private static final String GROWTH = "growth-ms";
    private static final TreeSet<String> NAMES = new TreeSet<>(java.util.List.of(HEARTBEAT, TIMEOUT, GROWTH));

    /** Settings of a detector that starts with a short timeout and increases it after each mistake. */
    static final DetectorOptions SHORT = new DetectorOptions(50, 100, 50, Detectors.TIMEOUT_MILLIS_UNLESS_SET);

    /** Settings of a detector with a timeout that exceeds the bound on delays from the start. */
    static final DetectorOptions LONG = new DetectorOptions(50, 1_000, 50, Detectors.TIMEOUT_MILLIS_UNLESS_SET);

    /**
     * Reads the settings from a node's options. A missing setting has its value in this object.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not a whole number from 1 on
     */
    DetectorOptions with(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "A failure detector has no option '" + name + "'; its options are " + NAMES + ".");
            }
        }
        return new DetectorOptions(
                millis(options, HEARTBEAT, heartbeatMillis),
                millis(options, TIMEOUT, timeoutMillis),
                millis(options, GROWTH, growthMillis),
                startMillis);
    }

    /** Returns these settings with another initial timeout. */
    public DetectorOptions withTimeout(long millis) {
        return new DetectorOptions(heartbeatMillis, millis, growthMillis, startMillis);
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
