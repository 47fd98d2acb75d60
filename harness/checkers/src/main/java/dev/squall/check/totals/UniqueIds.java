package dev.squall.check.totals;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Check that all generated ids differ, as in the unique-ids workloads of Jepsen and Maelstrom. The history's shape is
 * {@code generate}, completed with the id, which may be any value; other functions are ignored. Takes O(n). The verdict
 * is unknown if the history is malformed.
 */
public final class UniqueIds implements Checker {

    private static final String NAME = "unique-ids";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verdict check(History history, Budget budget) {
        List<ClientOperation> operations;
        try {
            operations = ClientOperation.of(history);
        } catch (HistoryFormatException malformed) {
            return Verdict.unknown(NAME, "cannot be checked: " + malformed.getMessage(), Map.of());
        }
        int attempted = 0;
        int acknowledged = 0;
        Map<Object, List<ClientOperation>> duplicated = new LinkedHashMap<>();
        Map<Object, ClientOperation> first = new LinkedHashMap<>();
        for (ClientOperation operation : operations) {
            if (!operation.function().equals("generate")) {
                continue;
            }
            attempted++;
            if (operation.isOk()) {
                acknowledged++;
                ClientOperation earlier = first.putIfAbsent(operation.result(), operation);
                if (earlier != null) {
                    duplicated
                            .computeIfAbsent(operation.result(), id -> new ArrayList<>(List.of(earlier)))
                            .add(operation);
                }
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attempted", attempted);
        details.put("acknowledged", acknowledged);
        details.put("duplicatedIds", duplicated.size());
        return duplicated.isEmpty()
                ? Verdict.valid(NAME, acknowledged + " ids were given out, each once", details)
                : violation(duplicated, details);
    }

    private static Verdict violation(Map<Object, List<ClientOperation>> duplicated, Map<String, Object> details) {
        Map.Entry<Object, List<ClientOperation>> first =
                duplicated.entrySet().iterator().next();
        List<ClientOperation> holders = first.getValue();
        String others = duplicated.size() == 1 ? "" : "; so were " + (duplicated.size() - 1) + " other ids";
        return Verdict.violation(
                NAME,
                "duplicate-id",
                "the id " + EdnWriter.toEdn(first.getKey()) + " was given out " + holders.size()
                        + " times, first to process "
                        + holders.get(0).process() + " (operation "
                        + holders.get(0).index() + ") and to process "
                        + holders.get(1).process() + " (operation "
                        + holders.get(1).index() + ")" + others,
                holders.stream()
                        .flatMap(holder -> holder.indexes().stream())
                        .sorted()
                        .toList(),
                details);
    }
}
