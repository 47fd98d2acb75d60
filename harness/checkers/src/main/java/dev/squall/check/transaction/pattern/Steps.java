package dev.squall.check.transaction.pattern;

import dev.squall.check.transaction.Meetings;
import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.check.transaction.model.TransactionHistory.Status;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Keyword;
import dev.squall.history.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The steps of transactions as histories write them, and the count of their meetings. */
final class Steps {

    /** Detail of a verdict: how often two committed transactions met on a key. */
    static final String MEETINGS = "meetings";

    /** Read of a key, or write to it; the value of a read is the result, as far as it is known. */
    record Step(boolean isRead, Object key, Object value) {}

    private Steps() {}

    /**
     * Returns the steps of an operation: those that it completed with, or else those that it was asked for. They are
     * written as {@code [[:r k v] [:w k v]]}; the function {@code :read} may also have {@code {k v}}.
     *
     * @throws HistoryFormatException if the operation has other ones
     */
    static List<Step> of(ClientOperation operation) {
        Object value = operation.isOk() ? operation.result() : operation.argument();
        List<Step> steps = new ArrayList<>();
        if (value instanceof Map<?, ?> read && operation.function().equals("read")) {
            read.forEach((key, result) -> steps.add(new Step(true, Values.normal(key), Values.normal(result))));
            return steps;
        }
        if (value == null && !operation.isOk()) {
            return steps;
        }
        if (!(value instanceof List<?> list)) {
            throw refused(operation, value);
        }
        for (Object each : list) {
            boolean isStep = each instanceof List<?> parts && parts.size() == 3;
            String function = isStep ? function(((List<?>) each).get(0)) : "";
            if (!function.equals("r") && !function.equals("w")) {
                throw refused(operation, each);
            }
            List<?> parts = (List<?>) each;
            steps.add(new Step(function.equals("r"), Values.normal(parts.get(1)), Values.normal(parts.get(2))));
        }
        return steps;
    }

    private static String function(Object name) {
        return name instanceof Keyword keyword ? keyword.name() : String.valueOf(name);
    }

    static HistoryFormatException refused(ClientOperation operation, Object found) {
        return new HistoryFormatException("operation " + operation.index() + ": found " + EdnWriter.toEdn(found)
                + " in " + operation.function() + ", expected steps such as [:r 1 nil] and [:w 1 2], or a map of what"
                + " was read");
    }

    /** Returns the words for a value, as EDN. */
    static String words(Object value) {
        return EdnWriter.toEdn(value);
    }

    /** Returns how often two committed transactions met on a key that one of them wrote. Takes O(n log n). */
    static long meetings(List<ClientOperation> operations, Function<ClientOperation, List<Step>> steps) {
        TransactionHistoryBuilder builder = new TransactionHistoryBuilder();
        for (ClientOperation operation : operations) {
            int transaction =
                    builder.begin(operation.process(), operation.invocation().index());
            builder.operationsOf(transaction);
            if (!operation.isOk()) {
                builder.end(transaction, Status.FAIL, TransactionHistory.NEVER);
                continue;
            }
            for (Step step : steps.apply(operation)) {
                int key = builder.key(Objects.requireNonNullElse(step.key(), "nil"));
                if (step.isRead()) {
                    builder.readUnknown(key);
                } else {
                    builder.write(key, TransactionHistory.NIL);
                }
            }
            builder.end(transaction, Status.OK, operation.completion().index());
        }
        return Meetings.count(builder.build(Kind.RW_REGISTER, true, TransactionHistory.NIL));
    }
}
