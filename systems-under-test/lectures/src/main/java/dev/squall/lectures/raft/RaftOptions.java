package dev.squall.lectures.raft;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of a Raft node.
 *
 * @param electionTimeoutMillis minimum time without a message of the leader before a follower starts an election
 * @param electionTimeoutSpreadMillis maximum random addition to the election timeout; with 0, all nodes wait equally
 *     long, so elections can tie forever
 * @param heartbeatMillis period of a leader's heartbeats
 * @param entriesPerMessage maximum number of entries in a message
 * @param snapshotEvery number of applied entries in the log above which a snapshot replaces these entries
 */
public record RaftOptions(
        long electionTimeoutMillis,
        long electionTimeoutSpreadMillis,
        long heartbeatMillis,
        int entriesPerMessage,
        int snapshotEvery) {

    private static final Map<String, Integer> DEFAULTS = defaults();

    private static Map<String, Integer> defaults() {
        Map<String, Integer> defaults = new LinkedHashMap<>();
        defaults.put("election-timeout-ms", 150);
        defaults.put("election-timeout-spread-ms", 150);
        defaults.put("heartbeat-ms", 50);
        defaults.put("entries-per-message", 64);
        defaults.put("snapshot-every", 1000);
        return defaults;
    }

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not a whole number in the allowed range
     */
    public static RaftOptions of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!DEFAULTS.containsKey(name)) {
                throw new IllegalArgumentException(
                        "Raft has no option '" + name + "'; its options are " + DEFAULTS.keySet() + ".");
            }
        }
        int electionTimeoutMillis = number(options, "election-timeout-ms", 1);
        int heartbeatMillis = number(options, "heartbeat-ms", 1);
        if (heartbeatMillis >= electionTimeoutMillis) {
            throw new IllegalArgumentException("The option 'heartbeat-ms' is " + heartbeatMillis
                    + " and must be below 'election-timeout-ms', which is " + electionTimeoutMillis
                    + ": a leader has to show itself before its followers give it up.");
        }
        return new RaftOptions(
                electionTimeoutMillis,
                number(options, "election-timeout-spread-ms", 0),
                heartbeatMillis,
                number(options, "entries-per-message", 1),
                number(options, "snapshot-every", 1));
    }

    /** Returns the same settings with another spread of the election timeouts. */
    public RaftOptions withElectionTimeoutSpreadMillis(long spreadMillis) {
        return new RaftOptions(electionTimeoutMillis, spreadMillis, heartbeatMillis, entriesPerMessage, snapshotEvery);
    }

    private static int number(Map<String, String> options, String name, int least) {
        String text = options.get(name);
        if (text == null) {
            return DEFAULTS.get(name);
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
