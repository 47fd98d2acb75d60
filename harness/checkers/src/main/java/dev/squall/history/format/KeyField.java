package dev.squall.history.format;

import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Field {@code :key} of operations, as in the logs of key-value maps, which names the object of the operation. The
 * operation's value becomes {@code [key value]}. Histories with other fields that may name an object are rejected,
 * since operations on all objects would look like operations on one.
 */
final class KeyField {

    private static final String KEY = "key";
    private static final List<String> SIMILAR = List.of("k", "object", "obj", "register", "queue", "table");

    private KeyField() {}

    /**
     * Returns the history with keys in its values; the same history if no operation of a client has the field.
     *
     * @throws HistoryFormatException if only some operations have {@code :key}, or values have keys already
     */
    static History intoValues(History history) {
        Operation with = null;
        Operation without = null;
        boolean isInValues = true;
        for (Operation operation : history.operations()) {
            if (operation.isClient()) {
                requireNoSimilar(operation);
                boolean has = operation.extras().containsKey(KEY);
                with = has && with == null ? operation : with;
                without = !has && without == null ? operation : without;
                isInValues &= has
                        && operation.value() instanceof List<?> pair
                        && pair.size() == 2
                        && Objects.equals(
                                Values.normal(pair.get(0)),
                                Values.normal(operation.extras().get(KEY)));
            }
        }
        if (with == null) {
            return history;
        }
        if (without != null) {
            throw new HistoryFormatException("operation " + without.index() + ": found no :key, but one in operation "
                    + with.index() + ", expected one in each operation of a client or in none");
        }
        if (isInValues) {
            throw new HistoryFormatException("operation " + with.index() + ": found the key "
                    + EdnWriter.toEdn(with.extras().get(KEY))
                    + " in :key and in :value, expected it in one of them");
        }
        List<Operation> keyed = new ArrayList<>(history.size());
        history.operations()
                .forEach(operation -> keyed.add(operation.isClient() ? withKeyInValue(operation) : operation));
        return History.ofIndexed(keyed);
    }

    private static void requireNoSimilar(Operation operation) {
        if (operation.extras().isEmpty()) {
            return;
        }
        for (String name : SIMILAR) {
            if (operation.extras().containsKey(name)) {
                throw new HistoryFormatException("operation " + operation.index() + ": found the field :" + name
                        + ", which may name the object of the operation, expected :key in its place, or no such field");
            }
        }
    }

    private static Operation withKeyInValue(Operation operation) {
        Map<String, Object> extras = new LinkedHashMap<>(operation.extras());
        List<Object> value = new ArrayList<>(2);
        value.add(extras.remove(KEY));
        value.add(operation.value());
        return new Operation(
                operation.index(),
                operation.timeNanos(),
                operation.type(),
                operation.process(),
                operation.function(),
                Collections.unmodifiableList(value),
                extras.isEmpty() ? Map.of() : Collections.unmodifiableMap(extras));
    }
}
