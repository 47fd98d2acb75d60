package dev.squall.check.linear;

import dev.squall.check.linear.model.Call;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Operation;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two interpretations of a history for which it is not specified whether values are {@code [key value]}. An
 * interpretation is possible if the model accepts the arguments and results of all operations, including failed ones.
 * If both are possible, the history is ambiguous.
 *
 * <p>The keyed interpretation accepts the forms that recorders use. An operation has {@code [key value]}; a cas may
 * have {@code [key from to]}. A read may be invoked with the key alone or with nil, if its completion has the key. A
 * completion may omit the key. An operation that had no effect may have no value.
 *
 * @param single the unchanged history; empty if it cannot be the history of one object
 * @param keyed the history with every value as {@code [key value]}; empty if that interpretation is impossible
 * @param whyNotSingle the reason why {@code single} is empty, beginning with the operation; else empty
 * @param whyNotKeyed the reason why {@code keyed} is empty, beginning with the operation; else empty
 */
public record KeyReading(Optional<History> single, Optional<History> keyed, String whyNotSingle, String whyNotKeyed) {

    /** Operations of an object, as in {@link dev.squall.check.linear.model.Model#call}. */
    @FunctionalInterface
    public interface Operations {

        /**
         * Returns the call of an operation; empty if the operation has neither an effect nor a known result.
         *
         * @throws IllegalArgumentException if the object has no such operation
         */
        Optional<Call> call(int process, String function, Object argument, boolean completed, Object result);
    }

    /** Returns both interpretations of a history. Takes O(n). */
    public static KeyReading of(History history, Operations operations) {
        List<ClientOperation> all = ClientOperation.of(history);
        Optional<History> single = Optional.empty();
        Optional<History> keyed = Optional.empty();
        String whyNotSingle = "";
        String whyNotKeyed = "";
        try {
            Set<String> functions = functions(all);
            for (ClientOperation operation : all) {
                if (!isHarmless(operation, functions)) {
                    requireSingle(operation, operations);
                }
            }
            single = Optional.of(history);
        } catch (HistoryFormatException unfit) {
            whyNotSingle = unfit.getMessage();
        }
        try {
            keyed = Optional.of(keyed(history, operations));
        } catch (HistoryFormatException unfit) {
            whyNotKeyed = unfit.getMessage();
        }
        return new KeyReading(single, keyed, whyNotSingle, whyNotKeyed);
    }

    private static Set<String> functions(List<ClientOperation> operations) {
        return operations.stream()
                .filter(ClientOperation::mayHaveHappened)
                .map(ClientOperation::function)
                .collect(Collectors.toSet());
    }

    /**
     * Returns true if an operation failed and its function also occurs in an operation that did not fail. The value of
     * such an operation does not matter.
     */
    private static boolean isHarmless(ClientOperation operation, Set<String> functions) {
        return operation.outcome() == Operation.Type.FAIL && functions.contains(operation.function());
    }

    private static void requireSingle(ClientOperation operation, Operations operations) {
        Object argument = operation.argument();
        Optional<Call> call = call(operation, operations, argument, operation.result());
        boolean takesNone = call.isEmpty() || call.get().argument() == null;
        boolean isPairOfKey =
                argument instanceof List<?> pair && pair.size() == 2 && pair.get(0) != null && pair.get(1) == null;
        if (takesNone && (isPairOfKey || isBareKey(operation))) {
            throw new HistoryFormatException(
                    "operation " + operation.invocation().index() + ": found "
                            + operation.function() + " invoked with " + EdnWriter.toEdn(argument)
                            + ", expected nil, as it takes no argument");
        }
    }

    /** Returns true if the operation's argument equals the first element of its result, a pair. */
    private static boolean isBareKey(ClientOperation operation) {
        return operation.isOk()
                && operation.argument() != null
                && operation.result() instanceof List<?> pair
                && pair.size() == 2
                && Objects.equals(Values.normal(operation.argument()), Values.normal(pair.get(0)));
    }

    private static Optional<Call> call(
            ClientOperation operation, Operations operations, Object argument, Object result) {
        try {
            return operations.call(
                    operation.process(),
                    operation.function(),
                    argument,
                    operation.isOk(),
                    operation.isOk() ? result : null);
        } catch (IllegalArgumentException unfit) {
            throw new HistoryFormatException(
                    "operation " + operation.invocation().index() + ": " + unfit.getMessage());
        }
    }

    /**
     * Returns the history with every value as {@code [key value]}.
     *
     * @throws HistoryFormatException if some operation has no key or is not an operation of the object
     */
    public static History keyed(History history, Operations operations) {
        List<Operation> keyed = new ArrayList<>(history.operations());
        List<ClientOperation> all = ClientOperation.of(history);
        Set<String> functions = functions(all);
        for (ClientOperation operation : all) {
            boolean isHarmless = isHarmless(operation, functions);
            List<?> asked = keyAndArgument(operation, operations, isHarmless);
            List<?> answered = keyAndResult(operation, asked);
            if (!isHarmless) {
                call(operation, operations, asked.get(1), answered.get(1));
            }
            replace(keyed, history, operation.invocation(), asked);
            if (operation.completion() != null) {
                replace(keyed, history, operation.completion(), answered);
            }
        }
        return History.ofIndexed(keyed);
    }

    private static void replace(List<Operation> operations, History history, Operation operation, Object value) {
        if (operation.value() != value) {
            operations.set(
                    history.positionOf(operation.index()),
                    new Operation(
                            operation.index(),
                            operation.timeNanos(),
                            operation.type(),
                            operation.process(),
                            operation.function(),
                            value,
                            operation.extras()));
        }
    }

    private static List<?> keyAndArgument(ClientOperation operation, Operations operations, boolean isHarmless) {
        Object argument = operation.argument();
        Optional<List<?>> pair = pair(operation.function(), argument);
        if (pair.isPresent()) {
            return pair.get();
        }
        if (operation.isOk()) {
            Optional<List<?>> answer = pair(operation.function(), operation.result());
            boolean isKey = answer.isPresent()
                    && (argument == null
                            || Values.normal(argument)
                                    .equals(Values.normal(answer.get().get(0))));
            if (isKey) {
                return Arrays.asList(answer.get().get(0), null);
            }
        } else if (isHarmless || hasNoEffect(operation, operations)) {
            return Arrays.asList(argument, null);
        }
        throw new HistoryFormatException("operation " + operation.invocation().index() + ": found the value "
                + EdnWriter.toEdn(argument) + ", expected [key value]");
    }

    /** Returns true if an uncompleted operation has neither an effect nor a result, so that its key does not matter. */
    private static boolean hasNoEffect(ClientOperation operation, Operations operations) {
        try {
            return operations
                    .call(operation.process(), operation.function(), null, false, null)
                    .isEmpty();
        } catch (IllegalArgumentException takesAnArgument) {
            return false;
        }
    }

    private static List<?> keyAndResult(ClientOperation operation, List<?> asked) {
        Object key = Values.normal(asked.get(0));
        if (!operation.isOk()) {
            return asked;
        }
        Object result = operation.result();
        Optional<List<?>> pair = pair(operation.function(), result);
        if (pair.isPresent() && Objects.equals(Values.normal(pair.get().get(0)), key)) {
            return pair.get();
        }
        if (pair.isPresent()) {
            throw new HistoryFormatException(
                    "operation " + operation.completion().index()
                            + ": found a completion on key "
                            + EdnWriter.toEdn(pair.get().get(0)) + ", expected key "
                            + EdnWriter.toEdn(asked.get(0)) + " of its invocation, operation "
                            + operation.invocation().index());
        }
        return Collections.unmodifiableList(Arrays.asList(asked.get(0), result));
    }

    private static Optional<List<?>> pair(String function, Object value) {
        if (value instanceof List<?> list) {
            if (list.size() == 2) {
                return Optional.of(list);
            }
            if (function.equals("cas") && list.size() == 3) {
                return Optional.of(Arrays.asList(list.get(0), list.subList(1, 3)));
            }
        }
        return Optional.empty();
    }
}
