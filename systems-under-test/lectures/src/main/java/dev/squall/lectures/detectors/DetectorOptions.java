package dev.squall.lectures.detectors;

import dev.squall.node.protocol.Detectors;
import java.util.Map;
import java.util.TreeSet;

/**
 * A failure detector's settings, in milliseconds.
 *
 * @param heartbeatMillis period of the heartbeats
 * @param timeoutMillis silence after which a node is suspected, until the timeout grows
 * @param growthMillis length by which a mistake makes the timeout longer
 * @param startMillis silence after which a node that has never been heard of is suspected
 */
public record DetectorOptions(long heartbeatMillis, long timeoutMillis, long growthMillis, long startMillis) {

    private static final String HEARTBEAT = "heartbeat-ms";
    private static final String TIMEOUT = "timeout-ms";
    private static final String GROWTH = "growth-ms";
    private static final TreeSet<String> NAMES = new TreeSet<>(java.util.List.of(HEARTBEAT, TIMEOUT, GROWTH));

    /** Settings of a detector that starts with a short timeout and makes it longer. */
    static final DetectorOptions SHORT = new DetectorOptions(50, 100, 50, Detectors.TIMEOUT_MILLIS_UNLESS_SET);

    /** Settings of a detector whose timeout must exceed the bound on delays from the start. */
    static final DetectorOptions LONG = new DetectorOptions(50, 1_000, 50, Detectors.TIMEOUT_MILLIS_UNLESS_SET);

    /**
     * Reads the settings. A missing one is as in these defaults.
     *
     * @throws IllegalArgumentException if a setting is unknown, not a whole number, or not allowed
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

    /** Returns these settings with another first timeout. */
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
            // Reported below, like a number that is too small.
        }
        throw new IllegalArgumentException(
                "The option '" + name + "' is '" + text + "' and must be a whole number from 1 on.");
    }
}
