package dev.squall.history;

import java.util.HashMap;
import java.util.Map;

/**
 * Tracks the open invocation of each process and rejects malformed histories. A history is malformed if a process
 * invokes while it has an open invocation, or completes without one.
 */
final class OpenInvocations {

    private final Map<Integer, Operation> openByProcess = new HashMap<>();

    /**
     * Processes the next operation of a client.
     *
     * @return the invocation that the operation completes, or null if the operation is an invocation
     * @throws HistoryFormatException if the history is malformed at this operation; the caller adds the place to the
     *     message
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
