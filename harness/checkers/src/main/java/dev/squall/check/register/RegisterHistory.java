package dev.squall.check.register;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * History of accesses to registers, grouped by session. Functions and values are those of Maelstrom's lin-kv: {@code
 * read} (nil, completed with the value read), {@code write} (the value), {@code cas} ({@code [from to]}), and {@code
 * delete} (nil), which writes nil. If keyed, each value is {@code [key value]}. Immutable.
 *
 * <p>Irrelevant accesses are left out: reads that did not complete ok, and failed operations. If the initial value is
 * not nil, reads of nil are left out too, since they stand for results that were not recorded.
 *
 * @param initialValue the initial value of each register
 * @param accesses the accesses in the order of their invocations
 * @param sessions the accesses of each session, in order
 * @param failedWrites the writes that failed
 */
public record RegisterHistory(
        Object initialValue, List<Access> accesses, List<List<Access>> sessions, List<Access> failedWrites) {

    /** Function that sets a register to nil. */
    public static final String DELETE = "delete";

    /**
     * Returns the accesses of a history. Takes O(n).
     *
     * @throws HistoryFormatException if the history is malformed or has an operation that is not on a register; the
     *     message names the operation
     */
    public static RegisterHistory of(History history, Object initialValue, boolean keyed) {
        Object initial = Values.normal(initialValue);
        List<Access> accesses = new ArrayList<>();
        List<Access> failedWrites = new ArrayList<>();
        for (ClientOperation operation : ClientOperation.of(history)) {
            Access access = access(operation, keyed);
            if (!operation.mayHaveHappened()) {
                if (access.writes()) {
                    failedWrites.add(access);
                }
            } else if (matters(access, initial)) {
                accesses.add(access);
            }
        }
        return of(initial, accesses, failedWrites);
    }

    private static RegisterHistory of(Object initialValue, List<Access> accesses, List<Access> failedWrites) {
        Map<Integer, Integer> sessionOfProcess = new HashMap<>();
        List<List<Access>> sessions = new ArrayList<>();
        List<Access> placed = new ArrayList<>(accesses.size());
        for (Access access : accesses) {
            int session = sessionOfProcess.computeIfAbsent(access.process(), process -> sessions.size());
            if (session == sessions.size()) {
                sessions.add(new ArrayList<>());
            }
            Access here =
                    access.at(placed.size(), session, sessions.get(session).size());
            sessions.get(session).add(here);
            placed.add(here);
        }
        return new RegisterHistory(initialValue, placed, sessions, failedWrites);
    }

    /** Returns a history of the given subset of its accesses. */
    public RegisterHistory restrictedTo(List<Access> kept) {
        return of(initialValue, kept, failedWrites);
    }

    /** Returns the history without reads of nil if it has deletes: the source of such a read is ambiguous. */
    public RegisterHistory withoutReadsOfDeleted() {
        return accesses.stream().noneMatch(Access::deletes)
                ? this
                : restrictedTo(accesses.stream()
                        .filter(access -> !access.reads() || access.read() != null)
                        .toList());
    }

    /** Returns the writes of each key in the order of their invocations. */
    public Map<Object, List<Access>> writesByKey() {
        Map<Object, List<Access>> writes = new HashMap<>();
        for (Access access : accesses) {
            if (access.writes()) {
                writes.computeIfAbsent(access.key(), key -> new ArrayList<>()).add(access);
            }
        }
        return writes;
    }

    private static boolean matters(Access access, Object initialValue) {
        if (access.writes()) {
            return access.isCertain() || !access.reads() || !Objects.equals(access.read(), access.written());
        }
        return access.isCertain() && (access.read() != null || initialValue == null);
    }

    private static Access access(ClientOperation operation, boolean keyed) {
        Object key = keyed ? keyAndValue(operation, operation.argument()).get(0) : null;
        Object argument = keyed ? keyAndValue(operation, operation.argument()).get(1) : operation.argument();
        if (operation.isOk()
                && !operation.function().equals("read")
                && !operation.function().equals(DELETE)) {
            // As in Knossos, the completion's value, if any, replaces the argument.
            Object completed = result(operation, keyed);
            argument = completed == null ? argument : completed;
        }
        return switch (operation.function()) {
            case "read" ->
                new Access(operation, Values.normal(key), true, result(operation, keyed), false, null, 0, 0, 0);
            case "write" ->
                new Access(operation, Values.normal(key), false, null, true, Values.normal(argument), 0, 0, 0);
            case "cas" -> {
                if (!(argument instanceof List<?> fromTo) || fromTo.size() != 2) {
                    throw new HistoryFormatException(
                            "operation " + operation.invocation().index() + ": found cas with the value "
                                    + EdnWriter.toEdn(argument) + ", expected [from to]");
                }
                Object from = Values.normal(fromTo.get(0));
                yield new Access(
                        operation, Values.normal(key), true, from, true, Values.normal(fromTo.get(1)), 0, 0, 0);
            }
            case DELETE -> new Access(operation, Values.normal(key), false, null, true, null, 0, 0, 0);
            default ->
                throw new HistoryFormatException(
                        "operation " + operation.invocation().index()
                                + ": found the function " + operation.function()
                                + ", expected read, write, cas or delete on a register");
        };
    }

    private static Object result(ClientOperation read, boolean keyed) {
        if (!read.isOk()) {
            return null;
        }
        if (!keyed) {
            return Values.normal(read.result());
        }
        Object asked = keyAndValue(read, read.argument()).get(0);
        List<?> answered = keyAndValue(read, read.result());
        if (!Objects.equals(Values.normal(asked), Values.normal(answered.get(0)))) {
            throw new HistoryFormatException("operation " + read.index() + ": found a completion on key "
                    + EdnWriter.toEdn(answered.get(0)) + ", expected key " + EdnWriter.toEdn(asked)
                    + " of its invocation, operation " + read.invocation().index());
        }
        return Values.normal(answered.get(1));
    }

    private static List<?> keyAndValue(ClientOperation operation, Object value) {
        if (value instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw new HistoryFormatException("operation " + operation.index() + ": found the value "
                + EdnWriter.toEdn(value) + ", expected [key value], for the history is checked by key");
    }

    /** Returns the identity of a register's value: the pair of key and value. */
    public static Object keyed(Object key, Object value) {
        return Arrays.asList(key, value);
    }
}
