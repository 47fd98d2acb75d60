package dev.squall.lectures.store;

import dev.squall.lectures.commit.CommitOptions;
import java.util.Map;

/**
 * Settings of a node of the store.
 *
 * @param transactionTimeoutMillis time from the client's request to the start of two-phase commit, in milliseconds,
 *     after which the coordinator aborts the transaction
 * @param commit settings of two-phase commit
 */
public record StoreOptions(int transactionTimeoutMillis, CommitOptions commit) {

    private static final String TRANSACTION_TIMEOUT = "transaction-timeout-ms";
    private static final int TRANSACTION_TIMEOUT_MILLIS = 200;
    /** Times that are short, because a transaction in doubt keeps other transactions from its keys. */
    private static final CommitOptions COMMIT = new CommitOptions(200, 40);

    /** A day, which is longer than every run. */
    private static final int NEVER_MILLIS = 86_400_000;

    /**
     * Reads the settings from a node's options. A missing setting has its default value.
     *
     * @throws IllegalArgumentException if an option is unknown, or its value is not a whole number in the allowed range
     */
    static StoreOptions of(Map<String, String> options) {
        for (String name : CommitOptions.without(options).keySet()) {
            if (!name.equals(TRANSACTION_TIMEOUT)) {
                throw new IllegalArgumentException("The store of shards has no option '" + name + "'; its options are ["
                        + TRANSACTION_TIMEOUT + "] and those of two-phase commit.");
            }
        }
        return new StoreOptions(timeoutMillis(options.get(TRANSACTION_TIMEOUT)), CommitOptions.known(options, COMMIT));
    }

    /** Returns the same settings without a time limit on the steps of a transaction. */
    public StoreOptions withoutTransactionTimeout() {
        return new StoreOptions(NEVER_MILLIS, commit);
    }

    private static int timeoutMillis(String text) {
        if (text == null) {
            return TRANSACTION_TIMEOUT_MILLIS;
        }
        try {
            int millis = Integer.parseInt(text);
            if (millis >= 1 && millis <= NEVER_MILLIS) {
                return millis;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports text that is no number and numbers that are out of range.
        }
        throw new IllegalArgumentException("The option '" + TRANSACTION_TIMEOUT + "' is '" + text
                + "' and must be a whole number from 1 to " + NEVER_MILLIS + ".");
    }
}
