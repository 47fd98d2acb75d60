package dev.squall.check.linear.certificate;

import dev.squall.history.History;
import dev.squall.history.Keys;
import dev.squall.history.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An operation that happened or may have, as the verifier reads it from the history, by itself.
 *
 * @param begin the index of its invocation
 * @param end the index of its completion; the largest integer if it did not complete
 */
record RecordedOp(int begin, int end, boolean completed, SequentialObject.Effect effect) {

    /** Returns the operations of a well-formed history by key and by the index of the invocation. */
    static Map<Object, Map<Integer, RecordedOp>> byKey(History history, SequentialObject object, boolean keyed) {
        Map<Object, Map<Integer, RecordedOp>> byKey = new HashMap<>();
        Map<Integer, Operation> ends = new HashMap<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            Operation o = history.get(i);
            if (o.isClient() && o.type() != Operation.Type.INVOKE) {
                ends.put(o.process(), o);
            } else if (o.isClient()) {
                Operation end = ends.remove(o.process());
                boolean completed = end != null && end.type() == Operation.Type.OK;
                if (end == null || end.type() != Operation.Type.FAIL) {
                    Object key = keyed ? Keys.normal(((List<?>) o.value()).get(0)) : null;
                    Object value = keyed ? ((List<?>) o.value()).get(1) : o.value();
                    Object result = !completed ? null : keyed ? ((List<?>) end.value()).get(1) : end.value();
                    int ended = completed ? end.index() : Integer.MAX_VALUE;
                    object.effect(o.process(), o.function(), value, completed, result)
                            .ifPresent(effect -> byKey.computeIfAbsent(key, k -> new HashMap<>())
                                    .put(o.index(), new RecordedOp(o.index(), ended, completed, effect)));
                }
            }
        }
        return byKey;
    }

    /**
     * Returns the operations that a counterexample is about: on the same part of the object, if all operations name the
     * part they are on, and of a container on the elements that it names.
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
