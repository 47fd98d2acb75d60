package dev.squall.check.transaction.online;

import dev.squall.history.Keyword;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Returns the operations of a transaction; empty if any of them is of another model. */
    static List<MicroOperation> of(Object transaction) {
        List<MicroOperation> operations = new ArrayList<>();
        for (Object each : transaction instanceof List<?> list ? list : List.of()) {
            List<?> parts = each instanceof List<?> list ? list : List.of();
            Function function = parts.size() < 2 ? null : functionOf(parts.get(0));
            if (function == null) {
                return List.of();
            }
            Object value = parts.size() > 2 ? Values.normal(parts.get(2)) : null;
            operations.add(new MicroOperation(function, Values.normal(parts.get(1)), value));
        }
        return operations;
    }

    private static Function functionOf(Object name) {
        for (Function function : Function.values()) {
            if (function.keyword.equals(name)) {
                return function;
            }
        }
        return null;
    }

    /** Returns the operation as EDN data. */
    Object toValue() {
        return Arrays.asList(function.keyword, key, value);
    }
}
