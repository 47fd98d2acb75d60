package dev.squall.check;

import dev.squall.history.History;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a history by hand, one line after the other, a millisecond apart. */
public final class Recording {

    private final List<Operation> operations = new ArrayList<>();

    public Recording invoke(int process, String function, Object value) {
        return add(Type.INVOKE, process, function, value, Map.of());
    }

    public Recording ok(int process, String function, Object value) {
        return add(Type.OK, process, function, value, Map.of());
    }

    public Recording fail(int process, String function, Object value) {
        return add(Type.FAIL, process, function, value, Map.of());
    }

    public Recording info(int process, String function, Object value) {
        return add(Type.INFO, process, function, value, Map.of());
    }

    public Recording nemesis(String function) {
        return add(Type.INFO, Operation.NEMESIS, function, null, Map.of());
    }

    /** An operation that completes at once. */
    public Recording did(int process, String function, Object argument, Object result) {
        return invoke(process, function, argument).ok(process, function, result);
    }

    public Recording wrote(int process, Object value) {
        return did(process, "write", value, value);
    }

    public Recording read(int process, Object value) {
        return did(process, "read", null, value);
    }

    public Recording added(int process, Object value) {
        return did(process, "add", value, value);
    }

    /** A read that names the replica that answered. */
    public Recording readAt(String node, int process, Object argument, Object value) {
        invoke(process, "read", argument);
        return add(Type.OK, process, "read", value, Map.of("node", node));
    }

    private Recording add(Type type, int process, String function, Object value, Map<String, Object> extras) {
        long timeNanos = 1_000_000L * operations.size();
        operations.add(new Operation(operations.size(), timeNanos, type, process, function, value, extras));
        return this;
    }

    public History history() {
        return History.of(operations);
    }
}
