package dev.squall.check.transaction.pattern;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.pattern.Steps.Step;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Check for write skews of pairs of transactions: each transaction reads several keys and writes one of them, each key
 * is written once. Two committed transactions are a write skew if each misses the write of the other. Serializability
 * forbids it, snapshot isolation does not.
 *
 * <p>The history's shape is {@code [[:r a v] [:r b v] [:w a v]]}, or {@code :insert} of {@code [pair [a b]]} as in
 * Jepsen's test of Adya's G2, where a or b is nil: at most one insert of a pair may commit, as each first looks for the
 * other. Unknown means that the history is of another shape. Takes O(n).
 */
public final class WriteSkews implements Checker {

    private static final String NAME = "write-skew";
    private static final String INSERT = "insert";

    /** A violation: its name, the sentence, and the two transactions that show it. */
    private record Finding(String anomaly, String words, int one, int two) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verdict check(History history, Budget budget) {
        try {
            List<ClientOperation> operations = ClientOperation.of(history);
            boolean inserts = operations.stream().anyMatch(it -> it.function().equals(INSERT));
            Finding finding = inserts ? secondInsert(operations) : skew(operations);
            long meetings = Steps.meetings(operations, inserts ? WriteSkews::insertSteps : Steps::of);
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("transactions", operations.size());
            details.put(Steps.MEETINGS, meetings);
            return finding != null
                    ? Verdict.violation(
                            NAME, finding.anomaly(), finding.words(), List.of(finding.one(), finding.two()), details)
                    : Verdict.valid(
                            NAME,
                            "no two transactions missed each other's writes; transactions met " + meetings
                                    + " times on a key",
                            details);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
        }
    }

    private static Finding skew(List<ClientOperation> operations) {
        Map<Object, ClientOperation> writers = new LinkedHashMap<>();
        Map<Object, Object> values = new LinkedHashMap<>();
        for (ClientOperation operation : operations) {
            for (Step step : Steps.of(operation)) {
                if (!step.isRead() && operation.mayHaveHappened()) {
                    if (step.value() == null || values.put(step.key(), step.value()) != null) {
                        throw new HistoryFormatException("operation " + operation.index() + ": found a second write of "
                                + Steps.words(step.key()) + ", or one of nil, expected one write for each key");
                    }
                    writers.put(step.key(), operation);
                }
            }
        }
        for (ClientOperation operation : operations) {
            for (Step read : operation.isOk() ? Steps.of(operation) : List.<Step>of()) {
                Finding finding = read.isRead() ? finding(operation, read, writers, values) : null;
                if (finding != null) {
                    return finding;
                }
            }
        }
        return null;
    }

    private static Finding finding(
            ClientOperation reader, Step read, Map<Object, ClientOperation> writers, Map<Object, Object> values) {
        if (read.value() != null && !Objects.equals(values.get(read.key()), read.value())) {
            return new Finding(
                    "garbage-read",
                    "operation " + reader.index() + " read " + Steps.words(read.value()) + " from "
                            + Steps.words(read.key()) + ", which no write that may have happened wrote",
                    reader.index(),
                    reader.index());
        }
        ClientOperation writer = writers.get(read.key());
        if (read.value() != null || writer == null || writer == reader || !writer.isOk()) {
            return null;
        }
        for (Step back : Steps.of(writer)) {
            if (back.isRead() && back.value() == null && writers.get(back.key()) == reader) {
                return new Finding(
                        NAME,
                        "operation " + reader.index() + " did not see that operation " + writer.index() + " wrote "
                                + Steps.words(read.key()) + ", and that one did not see that the first wrote "
                                + Steps.words(back.key()) + ", yet both committed",
                        reader.index(),
                        writer.index());
            }
        }
        return null;
    }

    private static Finding secondInsert(List<ClientOperation> operations) {
        Map<Object, ClientOperation> first = new LinkedHashMap<>();
        Finding finding = null;
        for (ClientOperation operation : operations) {
            Object pair = pair(operation);
            ClientOperation before = operation.isOk() ? first.putIfAbsent(pair, operation) : null;
            if (before != null && finding == null) {
                finding = new Finding(
                        "G2",
                        "operations " + before.index() + " and " + operation.index() + " both inserted into the pair "
                                + Steps.words(pair) + ", so neither saw the other's insert",
                        before.index(),
                        operation.index());
            }
        }
        return finding;
    }

    private static Object pair(ClientOperation insert) {
        Object value = insert.argument();
        if (insert.function().equals(INSERT)
                && value instanceof List<?> keyed
                && keyed.size() == 2
                && keyed.get(0) != null
                && keyed.get(1) instanceof List<?> ids
                && ids.size() == 2
                && (ids.get(0) == null) != (ids.get(1) == null)) {
            return keyed.get(0);
        }
        throw new HistoryFormatException("operation " + insert.index() + ": found " + insert.function() + " of "
                + EdnWriter.toEdn(value) + ", expected insert of [pair [a nil]] or [pair [nil b]]");
    }

    private static List<Step> insertSteps(ClientOperation insert) {
        return new ArrayList<>(List.of(new Step(false, pair(insert), 0L)));
    }
}
