package dev.squall.check.totals;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Check that every echo is answered with its own value, as in Maelstrom's echo workload. The history's shape is {@code
 * echo} with any value, completed with the reply's value; other functions are ignored. Takes O(n). The verdict is
 * unknown if no echo succeeded or the history is malformed.
 */
public final class Echoes implements Checker {

    private static final String NAME = "echo";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("echo");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        List<ClientOperation> echoes;
        try {
            echoes = ClientOperation.of(history).stream()
                    .filter(operation -> operation.function().equals("echo") && operation.isOk())
                    .toList();
        } catch (HistoryFormatException malformed) {
            return Verdict.unknown(NAME, "cannot be checked: " + malformed.getMessage(), Map.of());
        }
        List<ClientOperation> wrong = echoes.stream()
                .filter(echo -> !Objects.equals(echo.argument(), echo.result()))
                .toList();
        Map<String, Object> details = new TreeMap<>(Map.of("echoes", echoes.size(), "wrong", wrong.size()));
        if (!wrong.isEmpty()) {
            ClientOperation first = wrong.get(0);
            String summary = wrong.size() + " of " + echoes.size() + " echoes are wrong; the first: "
                    + EdnWriter.toEdn(first.argument()) + " was answered with " + EdnWriter.toEdn(first.result());
            return Verdict.violation(NAME, "wrong-echo", summary, first.indexes(), details);
        }
        return echoes.isEmpty()
                ? Verdict.unknown(NAME, "no echo succeeded, so nothing was shown", details)
                : Verdict.valid(NAME, echoes.size() + " echoes came back as they were sent", details);
    }
}
