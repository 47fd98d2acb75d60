package dev.squall.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Follows which process has which invocation open, and names the first operation at which a history is not one. That is
 * an invocation by a process that has another one open, or a completion by a process that has none.
 */
final class OpenInvocations {

    private final Map<Integer, Operation> openByProcess = new HashMap<>();

    /**
     * Takes the next operation of a client.
     *
     * @return the invocation that it completes, or null if it is an invocation itself
     * @throws HistoryFormatException if the history is malformed here; the message does not say where
     */
    Operation accept(Operation operation) {
        if (operation.type() == Operation.Type.INVOKE) {
            Operation open = openByProcess.put(operation.process(), operation);
            if (open != null) {
                throw new HistoryFormatException("found an invocation of " + operation.function() + " by process "
                        + operation.process() + " while its " + open.function() + " of operation " + open.index()
                        + " is open, expected the completion of that one first");
            }
            return null;
        }
        Operation invocation = openByProcess.remove(operation.process());
        if (invocation == null) {
            throw new HistoryFormatException(
                    "found " + typeName(operation) + " of " + operation.function() + " by process "
                            + operation.process() + ", which has nothing open, expected its invocation before");
        }
        if (!invocation.function().equals(operation.function())) {
            throw new HistoryFormatException("found " + typeName(operation) + " of " + operation.function()
                    + " by process " + operation.process() + ", expected the completion of its "
                    + invocation.function() + " of operation " + invocation.index());
        }
        return invocation;
    }

    private static String typeName(Operation operation) {
        return ":" + operation.type().name().toLowerCase(java.util.Locale.ROOT);
    }
}
