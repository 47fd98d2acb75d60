package dev.squall.check.linear.calls;

import dev.squall.check.linear.model.Model;
import dev.squall.history.EdnWriter;
import dev.squall.history.Operation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Detection of values that the server creates, such as versions, which only the completion reports. The value that an
 * uncompleted operation wrote is then unknown, so no violation can be concluded.
 */
final class ServerValues {

    private record Uncompleted(Operation invocation, Object argument) {}

    private final Model model;
    private final Set<String> changedFunctions = new HashSet<>();
    private final Map<String, Uncompleted> firstUncompleted = new LinkedHashMap<>();

    ServerValues(Model model) {
        this.model = model;
    }

    /** Returns true if every operation completed, so that no effect is unknown. */
    boolean isComplete() {
        return firstUncompleted.isEmpty();
    }

    /** Adds an operation that completed ok. All uncompleted operations must be added before. */
    void completed(String function, Object argument, Object result) {
        if (result != null
                && result != argument
                && firstUncompleted.containsKey(function)
                && !result.equals(argument)
                && model.changesArgument(function, argument, result)) {
            changedFunctions.add(function);
        }
    }

    /** Adds an operation without a known result. */
    void uncompleted(Operation invocation, Object argument) {
        firstUncompleted.putIfAbsent(invocation.function(), new Uncompleted(invocation, argument));
    }

    /** Returns a sentence about an operation with an unknown effect; empty if there is none. */
    Optional<String> unknownEffect() {
        return firstUncompleted.values().stream()
                .filter(operation ->
                        changedFunctions.contains(operation.invocation().function()))
                .findFirst()
                .map(operation -> words(operation.invocation(), operation.argument()));
    }

    private static String words(Operation invocation, Object argument) {
        String function = invocation.function();
        return "the " + function + " of " + EdnWriter.toEdn(argument) + " by process " + invocation.process()
                + " (operation " + invocation.index() + ") has no known result, and other completions of " + function
                + " have another value than their invocations";
    }
}
