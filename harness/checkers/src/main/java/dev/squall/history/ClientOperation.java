package dev.squall.history;

import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A client's operation: its invocation and, if recorded, its completion.
 *
 * @param invocation the invocation of the operation
 * @param completion the completion of the operation, or null if the history has none
 */
public record ClientOperation(Operation invocation, Operation completion) {

    public ClientOperation {
        Objects.requireNonNull(invocation, "invocation");
    }

    /**
     * Returns the operations of the clients of a history in the order of their invocations. Takes O(n).
     *
     * @throws HistoryFormatException if completions do not belong to invocations; the message names the operation
     */
    public static List<ClientOperation> of(History history) {
        Pairing pairing = Pairing.of(history);
        List<ClientOperation> operations = new ArrayList<>(history.size() / 2 + 1);
        for (Operation operation : history.operations()) {
            if (operation.isClient() && operation.type() == Type.INVOKE) {
                int partner = pairing.partnerOf(operation.index());
                operations.add(new ClientOperation(operation, partner == Pairing.NONE ? null : history.get(partner)));
            }
        }
        return operations;
    }

    /** Returns the outcome: {@code OK}, {@code FAIL} or {@code INFO}; {@code INFO} too if the completion is missing. */
    public Type outcome() {
        return completion == null ? Type.INFO : completion.type();
    }

    public boolean isOk() {
        return outcome() == Type.OK;
    }

    /** Returns true if the operation took effect or may have taken effect. */
    public boolean mayHaveHappened() {
        return outcome() != Type.FAIL;
    }

    public int process() {
        return invocation.process();
    }

    public String function() {
        return invocation.function();
    }

    /** Returns the argument: the value of the invocation. */
    public Object argument() {
        return invocation.value();
    }

    /**
     * Returns the argument of an operation that completes with the same value as its invocation.
     *
     * @throws HistoryFormatException if the operation completed ok with another value, such as one that the server made
     */
    public Object unchangedArgument() {
        boolean isUnchanged =
                !isOk() || result() == null || Objects.equals(Values.normal(result()), Values.normal(argument()));
        if (isUnchanged) {
            return argument();
        }
        throw new HistoryFormatException("operation " + index() + ": found " + function() + " of "
                + EdnWriter.toEdn(argument()) + " completed with " + EdnWriter.toEdn(result())
                + ", expected the same value or nil");
    }

    /** Returns the value of the completion; null if the operation did not complete. */
    public Object result() {
        return completion == null ? null : completion.value();
    }

    /**
     * Returns the index that names the operation in messages: the index of an ok completion, else of the invocation.
     */
    public int index() {
        return isOk() ? completion.index() : invocation.index();
    }

    /** Returns the indexes of the invocation and, if there is one, of the completion. */
    public List<Integer> indexes() {
        return completion == null ? List.of(invocation.index()) : List.of(invocation.index(), completion.index());
    }

    /** Returns true if this operation completed before the other one was invoked. */
    public boolean precedes(ClientOperation other) {
        return completion != null && completion.index() < other.invocation.index();
    }
}
