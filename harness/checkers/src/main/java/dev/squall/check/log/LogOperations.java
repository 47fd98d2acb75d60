package dev.squall.check.log;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reader of the values of a log's operations, in the form of Jepsen's and Maelstrom's kafka workloads. */
final class LogOperations {

    static final String ASSIGN = "assign";
    private static final Set<String> FUNCTIONS = Set.of("send", "poll", "txn");

    private LogOperations() {}

    /**
     * Returns the pairs of offset and message that an operation showed, in its order. Empty unless the operation
     * succeeded.
     *
     * @throws HistoryFormatException if the value has another form
     */
    static List<LogEntry> entries(ClientOperation operation) {
        List<LogEntry> entries = new ArrayList<>();
        if (!operation.isOk() || !FUNCTIONS.contains(operation.function())) {
            return entries;
        }
        for (Object each : list(operation, operation.result())) {
            List<?> step = list(operation, each);
            String function = step.isEmpty() ? "" : name(step.get(0));
            if (function.equals("send") && step.size() == 3) {
                if (step.get(2) instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Number offset) {
                    entries.add(new LogEntry(step.get(1), offset.longValue(), pair.get(1), false, operation));
                }
            } else if (function.equals("poll")) {
                addPolled(operation, step, entries);
            } else {
                throw unfit(operation);
            }
        }
        return entries;
    }

    private static void addPolled(ClientOperation operation, List<?> step, List<LogEntry> entries) {
        if (step.size() < 2) {
            return;
        }
        if (!(step.get(1) instanceof Map<?, ?> messages)) {
            throw unfit(operation);
        }
        messages.forEach((key, pairs) -> {
            for (Object each : list(operation, pairs)) {
                List<?> pair = list(operation, each);
                if (pair.size() != 2 || !(pair.get(0) instanceof Number offset)) {
                    throw unfit(operation);
                }
                entries.add(new LogEntry(key, offset.longValue(), pair.get(1), true, operation));
            }
        });
    }

    private static String name(Object function) {
        return function instanceof Keyword keyword ? keyword.name() : String.valueOf(function);
    }

    private static List<?> list(ClientOperation operation, Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw unfit(operation);
    }

    private static HistoryFormatException unfit(ClientOperation operation) {
        return new HistoryFormatException("operation " + operation.index() + ": found the value "
                + EdnWriter.toEdn(operation.result())
                + ", expected a list of [:send key [offset message]] and [:poll {key [[offset message] ...]}]");
    }
}
