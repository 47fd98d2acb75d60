package dev.squall.check.linear.certificate;

import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Operation that took effect or may have. The verifier reads the operation from the history with its own code.
 *
 * @param begin the index of the operation's invocation
 * @param end the index of the operation's completion; the largest integer if it did not complete
 */
record RecordedOp(int begin, int end, boolean completed, SequentialObject.Effect effect) {

    /**
     * Returns the operations of a history by key and by the index of the invocation.
     *
     * @throws HistoryFormatException if the history is not well-formed
     */
    static Map<Object, Map<Integer, RecordedOp>> byKey(History history, SequentialObject object, boolean keyed) {
        Map<Object, Map<Integer, RecordedOp>> byKey = new HashMap<>();
        Map<Integer, Operation> open = new HashMap<>();
        for (Operation o : history.operations()) {
            if (o.isClient() && o.type() == Operation.Type.INVOKE) {
                require(open.put(o.process(), o) == null, o, "begins while another operation of its process is open");
            } else if (o.isClient()) {
                Operation invocation = open.remove(o.process());
                require(invocation != null, o, "completes what did not begin");
                add(invocation, o, byKey, object, keyed);
            }
        }
        open.values().forEach(invocation -> add(invocation, null, byKey, object, keyed));
        return byKey;
    }

    private static void add(
            Operation o,
            Operation end,
            Map<Object, Map<Integer, RecordedOp>> byKey,
            SequentialObject object,
            boolean keyed) {
        if (end != null && end.type() == Operation.Type.FAIL) {
            return;
        }
        boolean completed = end != null && end.type() == Operation.Type.OK;
        Object key = keyed ? part(o, 0) : null;
        require(!keyed || !completed || Objects.equals(key, part(end, 0)), o, "completes on another key");
        Object value = keyed ? part(o, 1) : o.value();
        Object result = !completed ? null : keyed ? part(end, 1) : end.value();
        int ended = completed ? end.index() : Integer.MAX_VALUE;
        object.effect(o.process(), o.function(), value, completed, result)
                .ifPresent(effect -> byKey.computeIfAbsent(key, k -> new HashMap<>())
                        .put(o.index(), new RecordedOp(o.index(), ended, completed, effect)));
    }

    private static Object part(Operation o, int at) {
        require(o.value() instanceof List<?> pair && pair.size() == 2, o, "has no [key value]");
        return at == 0 ? Values.normal(((List<?>) o.value()).get(0)) : ((List<?>) o.value()).get(1);
    }

    private static void require(boolean condition, Operation operation, String otherwise) {
        if (!condition) {
            throw new HistoryFormatException("operation " + operation.index() + " " + otherwise);
        }
    }

    /**
     * Returns the operations that a counterexample is about. If every operation is on one part of the object, only
     * those on the unplaceable operation's part count. On a container, only operations on the counterexample's elements
     * count.
     */
    static TreeMap<Integer, RecordedOp> about(Counterexample claim, Map<Integer, RecordedOp> ops) {
        RecordedOp last = ops.get(claim.unplaceable());
        boolean divided =
                ops.values().stream().allMatch(op -> op.effect().part().isPresent());
        TreeMap<Integer, RecordedOp> concerned = new TreeMap<>(ops);
        concerned
                .values()
                .removeIf(op -> divided
                        && last != null
                        && !op.effect().part().equals(last.effect().part()));
        concerned
                .values()
                .removeIf(op -> !claim.elements().isEmpty()
                        && op.effect()
                                .element()
                                .filter(e -> !claim.elements().contains(e))
                                .isPresent());
        return concerned;
    }
}
