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
 * @param readQuorum r, the number of replicas that must answer a read; a majority if empty
 * @param writeQuorum w, the number of replicas that must store a write before it is acknowledged; a majority if empty
 * @param readRepair action of a read for replicas with an older version
 * @param retransmitMillis period after which a request is sent again to replicas that have not answered
 * @param operationTimeoutMillis time without a quorum after which the client gets an error
 */
public record QuorumOptions(
        OptionalInt readQuorum,
        OptionalInt writeQuorum,
        ReadRepair readRepair,
        int retransmitMillis,
        int operationTimeoutMillis) {

    /** Action of a read for replicas that have an older version than the one it found (lecture 5.2). */
    public enum ReadRepair {
        /** Replicas are not repaired. */
        NONE,
        /** The read is answered at once, and the version is sent to them. */
        ASYNCHRONOUS,
        /** The read is answered when a write quorum has the version: the write-back of Attiya, Bar-Noy and Dolev. */
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
     * @param defaultReadRepair default of the option
     * @throws IllegalArgumentException if a setting is unknown or its value is not allowed
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
            // Reported below, like a number that is too small.
        }
        throw new IllegalArgumentException(
                "The option '" + name + "' is '" + text + "' and must be a whole number from 1 on.");
    }
}
