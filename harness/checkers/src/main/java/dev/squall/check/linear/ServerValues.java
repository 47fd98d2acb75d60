package dev.squall.check.linear;

import dev.squall.check.linear.model.Model;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Detection of values that the server creates, such as versions, which only the completion reports. The value that an
 * uncompleted operation wrote is then unknown, so no violation can be concluded.
 */
final class ServerValues {

    private final Model model;
    private final boolean keyed;

    ServerValues(Model model, boolean keyed) {
        this.model = model;
        this.keyed = keyed;
    }

    /** Returns a sentence about an operation with an unknown effect; empty if there is none. Takes O(n). */
    Optional<String> unknownEffect(History history) {
        List<ClientOperation> operations = ClientOperation.of(history);
        Set<String> functions = new TreeSet<>();
        for (ClientOperation operation : operations) {
            if (operation.isOk() && changesArgument(operation)) {
                functions.add(operation.function());
            }
        }
        return operations.stream()
                .filter(operation ->
                        operation.outcome() == Operation.Type.INFO && functions.contains(operation.function()))
                .findFirst()
                .map(operation -> "the " + operation.function() + " of "
                        + EdnWriter.toEdn(value(operation.argument())) + " by process " + operation.process()
                        + " (operation " + operation.index() + ") has no known result, and other completions of "
                        + operation.function() + " have another value than their invocations");
    }

    private boolean changesArgument(ClientOperation operation) {
        return model.changesArgument(operation.function(), value(operation.argument()), value(operation.result()));
    }

    private Object value(Object value) {
        return keyed && value instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : value;
    }
}
