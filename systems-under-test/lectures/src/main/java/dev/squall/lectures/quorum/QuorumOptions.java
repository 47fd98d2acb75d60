package dev.squall.lectures.quorum;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A quorum node's settings.
 *
 * @param readQuorum how many replicas a read asks, r; a majority if empty
 * @param writeQuorum how many replicas must have a write before it is acknowledged, w; a majority if empty
 * @param readRepair what a read does for replicas that lack what it found
 * @param retransmitMillis after how long a request is sent again to the replicas that have not answered
 * @param operationTimeoutMillis after how long without a quorum a client is told so
 */
public record QuorumOptions(
        OptionalInt readQuorum,
        OptionalInt writeQuorum,
        ReadRepair readRepair,
        int retransmitMillis,
        int operationTimeoutMillis) {

    /** What a read does for the replicas that have an older version than the one it found (lecture 5.2). */
    public enum ReadRepair {
        /** Nothing. */
        NONE,
        /** It is answered at once, and the version sent to them. */
        ASYNCHRONOUS,
        /** It is answered when a write quorum has the version: the write-back of Attiya, Bar-Noy and Dolev. */
        SYNCHRONOUS;

        static ReadRepair named(String name) {
            return Stream.of(values())
                    .filter(candidate -> candidate.optionName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The option 'read-repair' is '" + name
                            + "' and must be one of none, asynchronous and synchronous."));
        }

        private String optionName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final List<String> NAMES =
            List.of("read-quorum", "write-quorum", "read-repair", "retransmit-ms", "operation-timeout-ms");

    /**
     * Reads the settings.
     *
     * @param defaultReadRepair for when it is left out
     * @throws IllegalArgumentException if one is unknown or has no sense
     */
    public static QuorumOptions of(Map<String, String> options, ReadRepair defaultReadRepair) {
        for (String name : options.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "The quorum store has no option '" + name + "'; its options are " + NAMES + ".");
            }
        }
        return new QuorumOptions(
                number(options, "read-quorum"),
                number(options, "write-quorum"),
                Optional.ofNullable(options.get("read-repair"))
                        .map(ReadRepair::named)
                        .orElse(defaultReadRepair),
                number(options, "retransmit-ms").orElse(50),
                number(options, "operation-timeout-ms").orElse(500));
    }

    private static OptionalInt number(Map<String, String> options, String name) {
        String text = options.get(name);
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // Told below, together with a number that is too small.
        }
        throw new IllegalArgumentException(
                "The option '" + name + "' is '" + text + "' and must be a whole number from 1 on.");
    }
}
