package dev.squall.jepsen;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistory.Kind;
import dev.squall.history.History;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Converter of transactions to the operations that Elle reads. Elle's registers begin with nil, so reads of another
 * initial value become reads of nil. Elle ignores a transaction without completion, so every transaction gets one.
 */
final class ElleHistory {

    private static final Keyword READ = new Keyword("r");

    private ElleHistory() {}

    /** Returns the operations; empty if a register's initial value is written. Takes O(n log n). */
    static Optional<History> of(TransactionHistory history) {
        TreeMap<Integer, List<Operation>> events = new TreeMap<>();
        for (int t = 0; t < history.size(); t++) {
            List<List<Object>> asked = new ArrayList<>();
            List<List<Object>> answered = new ArrayList<>();
            for (int o = history.first(t); o < history.end(t); o++) {
                boolean isRead = history.isRead(o);
                if (!isRead && history.value(o) == history.initialValue() && history.kind() == Kind.RW_REGISTER) {
                    return Optional.empty();
                }
                Object key = history.keyName(history.key(o));
                Keyword function = isRead ? READ : new Keyword(history.kind() == Kind.LIST_APPEND ? "append" : "w");
                Object value = isRead ? read(history, o) : history.valueName(history.value(o));
                asked.add(Arrays.asList(function, key, isRead ? null : value));
                answered.add(Arrays.asList(function, key, value));
            }
            add(events, history.invocation(t), operation(Type.INVOKE, history.process(t), asked));
            if (history.isOk(t)) {
                add(events, history.completion(t), operation(Type.OK, history.process(t), answered));
            } else {
                // Nothing follows an aborted or crashed transaction in Elle's orders, so any time for its end will do.
                Type type = history.isFailed(t) ? Type.FAIL : Type.INFO;
                add(events, history.invocation(t), operation(type, history.process(t), asked));
            }
        }
        return Optional.of(
                History.of(events.values().stream().flatMap(List::stream).toList()));
    }

    private static void add(TreeMap<Integer, List<Operation>> events, int index, Operation operation) {
        events.computeIfAbsent(index, key -> new ArrayList<>(2)).add(operation);
    }

    private static Operation operation(Type type, int process, List<List<Object>> value) {
        return new Operation(0, Operation.NO_TIME, type, process, "txn", value);
    }

    private static Object read(TransactionHistory history, int operation) {
        if (!history.isKnownRead(operation)) {
            return null;
        }
        if (history.kind() == Kind.LIST_APPEND) {
            return history.length(operation) == 0 ? null : history.listName(operation);
        }
        boolean isInitial = history.value(operation) == history.initialValue();
        return isInitial ? null : history.valueName(history.value(operation));
    }
}
