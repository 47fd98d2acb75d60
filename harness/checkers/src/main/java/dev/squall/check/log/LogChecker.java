package dev.squall.check.log;

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
import java.util.Set;
import java.util.TreeMap;

/**
 * Check of logs of messages, as in Jepsen's and Maelstrom's kafka workloads. The log of a key is the messages at the
 * offsets that acknowledged sends and polls show, in the order of the offsets. There is no recency requirement.
 *
 * <ul>
 *   <li>{@code lost-write}: a later offset of the key was polled, and this acknowledged message by nobody.
 *   <li>{@code inconsistent-offsets}: two messages at one offset.
 *   <li>{@code duplicate}: one message at two offsets.
 *   <li>{@code poll-skip}, {@code nonmonotonic-poll}: between two polls of one process without an assign between, the
 *       second one leaves out messages of the log, or goes back.
 *   <li>{@code nonmonotonic-send}: of two sends of one process to a key, the second one has no greater offset.
 *   <li>{@code int-poll-skip}, {@code int-nonmonotonic-poll}, {@code int-send-skip}, {@code int-nonmonotonic-send}: the
 *       same inside one operation. An {@code int-send-skip} has a foreign message between two sends of one operation.
 * </ul>
 *
 * <p>Acknowledged messages behind the last polled offset of their key are counted as unobserved, and are no violation.
 * The history's values are lists of {@code [:send key message]}, completed as {@code [:send key [offset message]]}, and
 * of {@code [:poll]}, completed as {@code [:poll {key [[offset message] ...]}]}. Messages of a key are unique. The
 * function {@code assign} changes a process's keys and offsets. Takes O(n log n) for n messages. The verdict is unknown
 * if no poll returned a message, or the history has another shape.
 */
public final class LogChecker implements Checker {

    private static final String NAME = "kafka";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("poll", "txn");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        try {
            return verdict(ClientOperation.of(history));
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
        }
    }

    private static Verdict verdict(List<ClientOperation> operations) {
        List<List<LogEntry>> entries = new ArrayList<>();
        Logs logs = new Logs();
        for (ClientOperation operation : operations) {
            List<LogEntry> shown = LogOperations.entries(operation);
            entries.add(shown);
            shown.forEach(logs::add);
        }
        List<LogAnomaly> anomalies = logs.anomalies();
        anomalies.addAll(new LogSessions(logs).anomalies(operations, entries));
        TreeMap<LogAnomaly.Kind, Integer> counts = new TreeMap<>();
        anomalies.forEach(anomaly -> counts.merge(anomaly.kind(), 1, Integer::sum));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("keys", logs.keyCount());
        details.put("acknowledged", logs.acknowledged());
        details.put("polled", logs.polled());
        details.put("unobserved", logs.unobserved());
        Map<String, Object> byName = new LinkedHashMap<>();
        counts.forEach((kind, count) -> byName.put(kind.anomaly(), count));
        details.put("anomalies", byName);
        if (!anomalies.isEmpty()) {
            LogAnomaly gravest = anomalies.stream()
                    .filter(anomaly -> anomaly.kind() == counts.firstKey())
                    .findFirst()
                    .orElseThrow();
            String others = anomalies.size() == 1 ? "" : "; in all " + EdnWriter.toEdn(byName);
            return Verdict.violation(
                    NAME, gravest.kind().anomaly(), gravest.words() + others, gravest.operations(), details);
        }
        return logs.polled() == 0
                ? Verdict.unknown(NAME, "no poll returned a message, so nothing was shown", details)
                : Verdict.valid(
                        NAME,
                        logs.polled() + " messages of " + logs.keyCount() + " keys were polled, in order and without"
                                + " gaps; " + logs.unobserved() + " acknowledged ones lie behind the last poll",
                        details);
    }
}
