package dev.squall.client;

import dev.squall.history.Operation.Type;
import java.util.Objects;

/**
 * Completion of an operation.
 *
 * @param type {@code OK}, {@code FAIL} (the operation has no effect) or {@code INFO} (its effect is unknown)
 * @param value value of the operation at its completion: with the result for {@code OK}, else the value of the
 *     invocation
 * @param error reason for {@code FAIL} or {@code INFO}, for people; empty for {@code OK}
 */
public record Completion(Type type, Object value, String error) {

    public Completion {
        if (type == Type.INVOKE) {
            throw new IllegalArgumentException("an operation completes with ok, fail or info, not with an invocation");
        }
        Objects.requireNonNull(error, "error");
    }

    public static Completion ok(Object value) {
        return new Completion(Type.OK, value, "");
    }

    public static Completion fail(Object value, String error) {
        return new Completion(Type.FAIL, value, error);
    }

    public static Completion info(Object value, String error) {
        return new Completion(Type.INFO, value, error);
    }
}
