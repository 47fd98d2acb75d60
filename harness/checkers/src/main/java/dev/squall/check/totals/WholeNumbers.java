package dev.squall.check.totals;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;

/** Reads the numbers of counters. */
final class WholeNumbers {

    private WholeNumbers() {}

    /** Returns what a counter was asked to add; throws with a sentence if that is no number or not what was added. */
    static long addedBy(ClientOperation operation) {
        operation.unchangedArgument();
        return valueOf(operation.invocation());
    }

    /** Returns the value of an operation as a whole number; throws with a sentence if it is none. */
    static long valueOf(Operation operation) {
        if (operation.value() instanceof Long || operation.value() instanceof Integer) {
            return ((Number) operation.value()).longValue();
        }
        throw new HistoryFormatException("operation " + operation.index() + ": found " + operation.function()
                + " with the value " + EdnWriter.toEdn(operation.value()) + ", expected a whole number");
    }
}
