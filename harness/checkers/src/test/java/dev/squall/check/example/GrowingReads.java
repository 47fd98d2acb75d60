package dev.squall.check.example;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.ClientOperation;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that no process reads a smaller number than it read before. Takes O(n). */
final class GrowingReads implements Checker {

    private static final String NAME = "growing-reads";

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
        Map<Integer, ClientOperation> lastReads = new HashMap<>();
        int reads = 0;
        for (ClientOperation operation : operations) {
            if (!operation.function().equals("read") || !operation.isOk()) {
                continue;
            }
            if (!(operation.result() instanceof Long value)) {
                return Verdict.unknown(NAME, "operation " + operation.index() + " read no whole number", Map.of());
            }
            reads++;
            ClientOperation earlier = lastReads.put(operation.process(), operation);
            if (earlier != null && value < (Long) earlier.result()) {
                return violation(earlier, operation);
            }
        }
        return Verdict.valid(NAME, reads + " reads, none smaller than its process had read before", Map.of());
    }

    private static Verdict violation(ClientOperation earlier, ClientOperation later) {
        return Verdict.violation(
                NAME,
                "read-went-back",
                "process " + later.process() + " read " + later.result() + " (operation " + later.index()
                        + ") after it had read " + earlier.result() + " (operation " + earlier.index() + ")",
                List.of(earlier.index(), later.index()),
                Map.of());
    }
}
