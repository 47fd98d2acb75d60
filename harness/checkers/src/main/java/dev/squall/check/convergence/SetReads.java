package dev.squall.check.convergence;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Helpers for the operations of sets. */
final class SetReads {

    private SetReads() {}

    /** Returns true if an operation adds an element; a broadcast adds its message. */
    static boolean isAdd(ClientOperation operation) {
        return operation.function().equals("add") || operation.function().equals("broadcast");
    }

    /**
     * Returns the elements that a read returned; throws {@link HistoryFormatException} if the result is not a
     * collection.
     */
    static Set<Object> elements(Object result) {
        if (result instanceof Collection<?> elements) {
            return new LinkedHashSet<>(elements);
        }
        throw new HistoryFormatException(
                "found a read of a set with the value " + EdnWriter.toEdn(result) + ", expected a list of elements");
    }
}
