package dev.squall.check.convergence;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes of multi-value registers in a history, and the writes that overwrote or may have overwritten others. */
final class MultiValueWrites {

    /** A write that took effect or may have taken effect. */
    record Write(Object key, Object value, ClientOperation operation) {

        /** Returns the index of the invocation, which identifies the write. */
        private int id() {
            return operation.invocation().index();
        }
    }

    private final Map<Object, Map<Object, Write>> byKey = new LinkedHashMap<>();
    private final Map<Integer, Write> overwriting = new HashMap<>();

    /** Index of the first completion that observed each write, by the write's id. */
    private final Map<Integer, Integer> firstSeen = new HashMap<>();

    private String thinAir;
    private List<Integer> thinAirIndexes = List.of();

    private MultiValueWrites() {}

    /**
     * Returns the writes of a history. Takes O(n) for n operations and the values that they name.
     *
     * @throws HistoryFormatException if the history is malformed, has another shape, or has two writes of one value to
     *     a key; the message is one sentence
     */
    static MultiValueWrites of(History history) {
        MultiValueWrites writes = new MultiValueWrites();
        List<ClientOperation> operations = ClientOperation.of(history);
        operations.forEach(writes::addWrite);
        List<ClientOperation> completed = new ArrayList<>(
                operations.stream().filter(ClientOperation::isOk).toList());
        completed.sort(
                (a, b) -> Integer.compare(a.completion().index(), b.completion().index()));
        completed.forEach(writes::see);
        return writes;
    }

    private void addWrite(ClientOperation operation) {
        boolean isWrite = operation.function().equals("write");
        if (!isWrite && !operation.function().equals("read")) {
            throw new HistoryFormatException("operation "
                    + operation.invocation().index() + ": found the function " + operation.function()
                    + ", expected read or write of a multi-value register");
        }
        List<?> argument = list(operation, operation.argument(), 2, "[key value]");
        if (isWrite && operation.mayHaveHappened()) {
            Write write = new Write(Values.normal(argument.get(0)), Values.normal(argument.get(1)), operation);
            Write twin = byKey.computeIfAbsent(write.key(), key -> new LinkedHashMap<>())
                    .put(write.value(), write);
            if (twin != null) {
                throw new HistoryFormatException("operations "
                        + twin.operation().index() + " and "
                        + operation.index() + ": found two writes of " + EdnWriter.toEdn(write.value()) + " to key "
                        + EdnWriter.toEdn(write.key()) + ", expected distinct values");
            }
        }
    }

    /** Records the values that a completion observed. Completions must be passed in their order in the history. */
    private void see(ClientOperation operation) {
        boolean isWrite = operation.function().equals("write");
        List<?> result = isWrite
                ? list(operation, operation.result(), 3, "[key value overwritten]")
                : list(operation, operation.result(), 2, "[key values]");
        Object key = Values.normal(result.get(0));
        Write writer = isWrite ? byKey.get(key).get(Values.normal(result.get(1))) : null;
        for (Object value : values(result.get(isWrite ? 2 : 1))) {
            Write write = byKey.getOrDefault(key, Map.of()).get(value);
            if (write == null) {
                notePhantom(operation, value);
                continue;
            }
            firstSeen.putIfAbsent(write.id(), operation.completion().index());
            if (isWrite) {
                overwriting.putIfAbsent(write.id(), writer);
            }
        }
    }

    private void notePhantom(ClientOperation operation, Object value) {
        if (thinAir == null) {
            thinAir = "operation " + operation.index() + ", a " + operation.function() + ", found "
                    + EdnWriter.toEdn(value) + ", which nobody wrote there, or only with failure";
            thinAirIndexes = operation.indexes();
        }
    }

    private static List<?> list(ClientOperation operation, Object value, int size, String expected) {
        if (value instanceof List<?> list && list.size() == size) {
            return list;
        }
        throw new HistoryFormatException("operation " + operation.index() + ": found the value "
                + EdnWriter.toEdn(value) + ", expected " + expected);
    }

    /** Returns the values of a register as a set; nil becomes the empty set. */
    static Set<Object> values(Object held) {
        if (held == null) {
            return Set.of();
        }
        if (!(held instanceof Collection<?> all)) {
            throw new HistoryFormatException(
                    "found the content " + EdnWriter.toEdn(held) + " of a register, expected a list of values or nil");
        }
        Set<Object> values = new LinkedHashSet<>();
        all.forEach(value -> values.add(Values.normal(value)));
        return values;
    }

    /** Returns a clause about an operation that observed a value without a possible write; empty if there is none. */
    Optional<String> thinAir() {
        return Optional.ofNullable(thinAir);
    }

    List<Integer> thinAirIndexes() {
        return thinAirIndexes;
    }

    int count() {
        return byKey.values().stream().mapToInt(Map::size).sum();
    }

    /** Returns the writes of a key in the order of their invocations. */
    Collection<Write> of(Object key) {
        return byKey.getOrDefault(Values.normal(key), Map.of()).values();
    }

    /** Returns an acknowledged write that reports having overwritten the given one. */
    Optional<Write> overwriting(Write write) {
        return Optional.ofNullable(overwriting.get(write.id()));
    }

    /** Returns true if a write certainly took effect: it was acknowledged or observed. */
    boolean isCertain(Write write) {
        return write.operation().isOk() || firstSeen.containsKey(write.id());
    }

    /**
     * Returns true if an acknowledged write overwrote the given one, or a write of unknown outcome may have. A write of
     * unknown outcome qualifies if it was first observed after the given write was invoked. Also, the register must
     * still hold its value, or an acknowledged write must have overwritten the value.
     *
     * @param held the final values of the register
     */
    boolean mayBeOverwritten(Write write, Set<?> held) {
        return overwriting.containsKey(write.id())
                || of(write.key()).stream()
                        .filter(other -> !other.operation().isOk() && other != write)
                        .filter(other -> firstSeen.getOrDefault(other.id(), -1) > write.id())
                        .anyMatch(other -> held.contains(other.value()) || overwriting.containsKey(other.id()));
    }
}
