package dev.squall.check.linear;

import dev.squall.check.linear.model.Model;
import java.util.Objects;
import java.util.Random;

/**
 * An object as something that can be used, for the tests: what each operation does and answers. From it histories are
 * made, and the oracle judges them. It shares no code with the models.
 */
interface Spec {

    /** Outcome of an operation. A {@code null} in its place means that the object does not allow the operation now. */
    record Done(Object state, Object result) {}

    /** Operation to invoke. */
    record Request(String function, Object argument) {}

    /** The result of an operation that is recorded as {@code :fail}: it changed nothing. */
    Object FAILED = "failed";

    Model model();

    Object initial();

    Done apply(Object state, int process, Request request);

    /**
     * An operation to invoke.
     *
     * @param serial how many were invoked before
     */
    Request draw(Random random, int process, int serial);

    /** Returns the record that a client makes of a result. */
    default Object recorded(Random random, Request request, Object result) {
        return result;
    }

    /** Returns true if the record can come from the result. */
    default boolean agrees(Request request, Object recorded, Object result) {
        return Objects.equals(recorded, result);
    }

    /** Another record that a broken object could bring about. */
    Object otherRecord(Random random, Request request);
}
