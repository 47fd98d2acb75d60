package dev.squall.check.transaction.online;

import dev.squall.history.Keyword;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One operation inside a transaction, as its history has it.
 *
 * @param value element, written value, or what a read returned
 */
record MicroOperation(Function function, Object key, Object value) {

    /** Functions of the models list-append and rw-register. */
    enum Function {
        READ("r"),
        APPEND("append"),
        WRITE("w");

        private final Keyword keyword;

        Function(String name) {
            keyword = new Keyword(name);
        }
    }

    /** Returns the operations of a transaction; empty if it is no list of operations of these models. */
    static Optional<List<MicroOperation>> of(Object transaction) {
        if (!(transaction instanceof List<?> list)) {
            return Optional.empty();
        }
        List<MicroOperation> operations = new ArrayList<>();
        for (Object each : list) {
            Optional<Function> function =
                    each instanceof List<?> parts && parts.size() == 3 ? functionOf(parts.get(0)) : Optional.empty();
            if (function.isEmpty()) {
                return Optional.empty();
            }
            List<?> parts = (List<?>) each;
            operations.add(
                    new MicroOperation(function.get(), Values.normal(parts.get(1)), Values.normal(parts.get(2))));
        }
        return Optional.of(operations);
    }

    private static Optional<Function> functionOf(Object name) {
        return Arrays.stream(Function.values())
                .filter(function -> function.keyword.equals(name))
                .findFirst();
    }

    /** Returns the operation as EDN data. */
    Object toValue() {
        return Arrays.asList(function.keyword, key, value);
    }
}
