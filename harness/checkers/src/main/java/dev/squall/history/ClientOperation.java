package dev.squall.history;

import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An operation of a client as a whole: its invocation and what became of it.
 *
 * @param invocation how it began
 * @param completion how it ended, or null if the history does not say
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

    /** {@code OK}, {@code FAIL}, or {@code INFO}, also where the completion is missing. */
    public Type outcome() {
        return completion == null ? Type.INFO : completion.type();
    }

    public boolean isOk() {
        return outcome() == Type.OK;
    }

    /** Returns true if it took effect or may have. */
    public boolean mayHaveHappened() {
        return outcome() != Type.FAIL;
    }

    public int process() {
        return invocation.process();
    }

    public String function() {
        return invocation.function();
    }

    /** Returns what it was asked with. */
    public Object argument() {
        return invocation.value();
    }

    /**
     * Returns what it was asked with, where the answer does not change that.
     *
     * @throws HistoryFormatException if it completed with another value, such as one that the server made
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

    /** Returns what it answered; null if it did not complete. */
    public Object result() {
        return completion == null ? null : completion.value();
    }

    /**
     * Returns the index by which it is named: that of its completion if it completed ok, of its invocation otherwise.
     */
    public int index() {
        return isOk() ? completion.index() : invocation.index();
    }

    /** Returns the indexes of its invocation and, if there is one, its completion. */
    public List<Integer> indexes() {
        return completion == null ? List.of(invocation.index()) : List.of(invocation.index(), completion.index());
    }

    /** Returns true if this one completed before another was invoked. */
    public boolean precedes(ClientOperation other) {
        return completion != null && completion.index() < other.invocation.index();
    }
}
