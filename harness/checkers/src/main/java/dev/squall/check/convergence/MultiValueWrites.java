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

/** The writes of multi-value registers in a history: which overwrote which, and which may have. */
final class MultiValueWrites {

    /** A write that happened or may have. */
    record Write(Object key, Object value, ClientOperation operation) {

        /** Returns the index of its invocation, by which it is known. */
        private int id() {
            return operation.invocation().index();
        }
    }

    private final Map<Object, Map<Object, Write>> byKey = new LinkedHashMap<>();
    private final Map<Integer, Write> overwriting = new HashMap<>();

    /** Index, by write, of the completion that showed it first. */
    private final Map<Integer, Integer> firstSeen = new HashMap<>();

    private String thinAir;
    private List<Integer> thinAirIndexes = List.of();

    private MultiValueWrites() {}

    /**
     * Takes the writes of a history. Takes O(n) for n operations and the values that they name.
     *
     * @throws HistoryFormatException if it is malformed, of another shape, or a value was written to a key twice; the
     *     message is a sentence
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

    /** Notes what a completion shows; they come in their order. */
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

    /** Returns what a register holds, as a set; nil is none. */
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

    /** In words, an operation that found a value that nobody can have written; empty if there is none. */
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

    /** Returns an acknowledged write that says it overwrote this one. */
    Optional<Write> overwriting(Write write) {
        return Optional.ofNullable(overwriting.get(write.id()));
    }

    /** Returns true if a write took effect: it was acknowledged, or something showed it. */
    boolean isCertain(Write write) {
        return write.operation().isOk() || firstSeen.containsKey(write.id());
    }

    /**
     * Returns true if a write says it overwrote this one, or one may have that cannot say. That was first seen when
     * this one had been invoked; and it is still held, or overwritten by one that says so, else it would be lost
     * itself.
     *
     * @param held what the register holds in the end
     */
    boolean mayBeOverwritten(Write write, Set<?> held) {
        return overwriting.containsKey(write.id())
                || of(write.key()).stream()
                        .filter(other -> !other.operation().isOk() && other != write)
                        .filter(other -> firstSeen.getOrDefault(other.id(), -1) > write.id())
                        .anyMatch(other -> held.contains(other.value()) || overwriting.containsKey(other.id()));
    }
}
