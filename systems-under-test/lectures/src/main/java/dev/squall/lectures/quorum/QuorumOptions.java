package dev.squall.lectures.quorum;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Settings of a node of the quorum store.
 *
 * @param readQuorum number r of replicas that must answer a read; a majority if empty
 * @param writeQuorum number w of replicas that must store a write before the write is acknowledged; a majority if empty
 * @param readRepair action of a read for replicas with an older version
 * @param retransmitMillis period of retransmission to replicas that have not answered a request
 * @param operationTimeoutMillis time without a quorum after which the client gets an error
 * @param compactAbove number of records above which a replica compacts its storage, in addition to twice the number of
 *     keys
 */
public record QuorumOptions(
        OptionalInt readQuorum,
        OptionalInt writeQuorum,
        ReadRepair readRepair,
        int retransmitMillis,
        int operationTimeoutMillis,
        int compactAbove) {

    static final String COMPACT_ABOVE = "compact-above";

    /** Action of a read for replicas with an older version than the read's result (lecture 5.2). */
    public enum ReadRepair {
        /** A read does not repair replicas. */
        NONE,
        /** A read is answered immediately, and its version is sent to the outdated replicas. */
        ASYNCHRONOUS,
        /**
         * A read is answered when a write quorum has its version, which is the write-back of Attiya, Bar-Noy and Dolev.
         */
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

    private static final List<String> NAMES = List.of(
            "read-quorum", "write-quorum", "read-repair", "retransmit-ms", "operation-timeout-ms", COMPACT_ABOVE);

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @param defaultReadRepair default of the option {@code read-repair}
     * @throws IllegalArgumentException if an option is unknown, or its value is not allowed
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
                number(options, "operation-timeout-ms").orElse(500),
                number(options, COMPACT_ABOVE, 0).orElse(1_000));
    }

    private static OptionalInt number(Map<String, String> options, String name) {
        return number(options, name, 1);
    }

    private static OptionalInt number(Map<String, String> options, String name, int least) {
        String text = options.get(name);
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports text that is no number and numbers that are too small.
        }
        throw new IllegalArgumentException(
                "The option '" + name + "' is '" + text + "' and must be a whole number from " + least + " on.");
    }
}
