package dev.squall.check.totals;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;

/** Reader of the numbers in counter operations. */
final class WholeNumbers {

    private WholeNumbers() {}

    /**
     * Returns the number that an add adds. Throws {@link HistoryFormatException} if the value is not a whole number or
     * the completion has a different value.
     */
    static long addedBy(ClientOperation operation) {
        operation.unchangedArgument();
        return valueOf(operation.invocation());
    }

    /** Returns the value of an operation as a whole number; throws {@link HistoryFormatException} if it is not one. */
    static long valueOf(Operation operation) {
        if (operation.value() instanceof Long || operation.value() instanceof Integer) {
            return ((Number) operation.value()).longValue();
        }
        throw new HistoryFormatException("operation " + operation.index() + ": found " + operation.function()
                + " with the value " + EdnWriter.toEdn(operation.value()) + ", expected a whole number");
    }
}
