package dev.squall.jepsen;

import clojure.lang.Keyword;
import clojure.lang.PersistentArrayMap;
import clojure.lang.PersistentVector;
import dev.squall.check.linear.certificate.SequentialObject;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operations on one object in Knossos' form: completed and crashed operations, by their indexes in the history.
 * Failed operations are left out of the problem.
 *
 * @param key the object's key; null in a history without keys
 * @param operations Clojure maps, in a Clojure vector
 * @param effects effects of the operations; each operation's value is a position in this list. The list is empty for
 *     one of Knossos' own models
 */
record KnossosProblem(Object key, PersistentVector operations, List<SequentialObject.Effect> effects) {

    /**
     * Replacement for nil. To Knossos, a read of nil is a read with unknown result. In this project, a read of nil is a
     * read of an object whose value is nil.
     */
    private static final dev.squall.history.Keyword NIL = new dev.squall.history.Keyword("squall/nil");

    /** Offset that is added to a crashed operation's index, to give the operation a process of its own. */
    private static final long CRASHED = 1L << 30;

    private static final Keyword INDEX = Keyword.intern(null, "index");
    private static final Keyword TYPE = Keyword.intern(null, "type");
    private static final Keyword PROCESS = Keyword.intern(null, "process");
    private static final Keyword FUNCTION = Keyword.intern(null, "f");
    private static final Keyword VALUE = Keyword.intern(null, "value");
    private static final Keyword INVOKE = Keyword.intern(null, "invoke");
    private static final Keyword OK = Keyword.intern(null, "ok");

    /**
     * Returns the objects of a history, for Knossos' own models.
     *
     * @param initial initial value of objects
     */
    static List<KnossosProblem> forOwnModels(History history, boolean keyed, Object initial) {
        List<KnossosProblem> problems = new ArrayList<>();
        byKey(history, keyed).forEach((key, operations) -> {
            TreeMap<Integer, Object> events = new TreeMap<>();
            for (ClientOperation operation : operations) {
                boolean isRead = operation.function().equals("read");
                Object asked = withoutNil(value(operation.invocation(), keyed));
                put(events, operation.invocation(), operation, isRead ? null : asked);
                if (operation.isOk()) {
                    Object answered = isRead ? read(value(operation.completion(), keyed), initial) : asked;
                    put(events, operation.completion(), operation, answered);
                }
            }
            problems.add(new KnossosProblem(key, PersistentVector.create(events.values()), List.of()));
        });
        return problems;
    }

    /** Returns the objects of a history, with operations that step a sequential object. */
    static List<KnossosProblem> stepped(History history, boolean keyed, SequentialObject object) {
        List<KnossosProblem> problems = new ArrayList<>();
        byKey(history, keyed).forEach((key, operations) -> {
            // Equal effects get equal numbers, so Knossos computes each transition once.
            Map<SequentialObject.Effect, Long> numbers = new LinkedHashMap<>();
            TreeMap<Integer, Object> events = new TreeMap<>();
            for (ClientOperation operation : operations) {
                Optional<SequentialObject.Effect> effect = effect(operation, keyed, object);
                if (effect.isPresent()) {
                    Long number = numbers.computeIfAbsent(effect.get(), e -> (long) numbers.size());
                    put(events, operation.invocation(), operation, number);
                    if (operation.isOk()) {
                        put(events, operation.completion(), operation, number);
                    }
                }
            }
            problems.add(
                    new KnossosProblem(key, PersistentVector.create(events.values()), List.copyOf(numbers.keySet())));
        });
        return problems;
    }

    private static Optional<SequentialObject.Effect> effect(
            ClientOperation operation, boolean keyed, SequentialObject object) {
        Object result = operation.isOk() ? value(operation.completion(), keyed) : null;
        return object.effect(
                operation.process(),
                operation.function(),
                value(operation.invocation(), keyed),
                operation.isOk(),
                result);
    }

    private static Map<Object, List<ClientOperation>> byKey(History history, boolean keyed) {
        Map<Object, List<ClientOperation>> byKey = new LinkedHashMap<>();
        for (ClientOperation operation : ClientOperation.of(history)) {
            if (operation.mayHaveHappened()) {
                Object key = keyed ? Values.normal(pair(operation.invocation()).get(0)) : null;
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(operation);
            }
        }
        return byKey;
    }

    private static Object value(Operation operation, boolean keyed) {
        return keyed ? pair(operation).get(1) : operation.value();
    }

    private static List<?> pair(Operation operation) {
        if (operation.value() instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw new HistoryFormatException("operation " + operation.index() + ": found the value "
                + EdnWriter.toEdn(operation.value()) + ", expected [key value]");
    }

    private static Object read(Object result, Object initial) {
        return result == null && initial != null ? null : withoutNil(result);
    }

    /** Replaces nil, also inside the two values of a compare-and-set. */
    private static Object withoutNil(Object value) {
        if (value instanceof List<?> pair) {
            List<Object> replaced = new ArrayList<>();
            pair.forEach(element -> replaced.add(withoutNil(element)));
            return replaced;
        }
        return value == null ? NIL : value;
    }

    /** Returns the initial value of an object of Knossos' own models. */
    static Object ownInitial(Object initial) {
        return ClojureData.toClojure(withoutNil(initial));
    }

    /**
     * Adds the events of an operation. A process may act again after a crash in this project's histories, but not in
     * Knossos.
     */
    private static void put(Map<Integer, Object> events, Operation event, ClientOperation operation, Object value) {
        long process = operation.isOk() ? event.process() : CRASHED + event.index();
        events.put(event.index(), new PersistentArrayMap(new Object[] {
            INDEX,
            (long) event.index(),
            TYPE,
            event.type() == Operation.Type.INVOKE ? INVOKE : OK,
            PROCESS,
            process,
            FUNCTION,
            Keyword.intern(null, event.function()),
            VALUE,
            ClojureData.toClojure(value)
        }));
    }
}
