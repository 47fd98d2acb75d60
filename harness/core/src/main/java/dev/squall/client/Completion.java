package dev.squall.client;

import dev.squall.history.Operation.Type;
import java.util.Objects;

/**
 * Completion of an operation.
 *
 * @param type {@code OK}, {@code FAIL} (it did not and will not happen) or {@code INFO} (it may have happened, or yet
 *     may)
 * @param value the operation's value now: with the result for {@code OK}, else that of the invocation
 * @param error why it did not succeed, for people; empty for {@code OK}
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
