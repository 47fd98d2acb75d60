package dev.squall.check.log;

import dev.squall.check.log.LogAnomaly.Kind;
import dev.squall.history.ClientOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Order of the polls and of the sends of each process, between its operations and inside them. */
final class LogSessions {

    private final Logs logs;
    private final List<LogAnomaly> anomalies = new ArrayList<>();
    /** Last entry of each process and key. */
    private final Map<List<Object>, LogEntry> lastPolls = new LinkedHashMap<>();

    private final Map<List<Object>, LogEntry> lastSends = new LinkedHashMap<>();

    LogSessions(Logs logs) {
        this.logs = logs;
    }

    /**
     * Returns the anomalies of all processes.
     *
     * @param operations the operations, in the order of their invocations
     * @param entries the entries of each operation
     */
    List<LogAnomaly> anomalies(List<ClientOperation> operations, List<List<LogEntry>> entries) {
        for (int i = 0; i < operations.size(); i++) {
            ClientOperation operation = operations.get(i);
            if (operation.function().equals(LogOperations.ASSIGN)) {
                lastPolls.keySet().removeIf(session -> session.get(0).equals(operation.process()));
            }
            for (LogEntry entry : entries.get(i)) {
                List<Object> session = List.of(operation.process(), entry.key());
                if (entry.isPolled()) {
                    onPoll(lastPolls.put(session, entry), entry);
                } else {
                    onSend(lastSends.put(session, entry), entry);
                }
            }
        }
        return anomalies;
    }

    private void onPoll(LogEntry before, LogEntry entry) {
        if (before == null) {
            return;
        }
        boolean isInside = before.operation() == entry.operation();
        if (entry.offset() <= before.offset()) {
            add(isInside ? Kind.INT_NONMONOTONIC_POLL : Kind.NONMONOTONIC_POLL, before, entry, "was polled before ");
            return;
        }
        Long next = logs.offsetAfter(entry.key(), before.offset());
        if (next < entry.offset()) {
            LogEntry skipped = logs.entry(entry.key(), next);
            add(
                    isInside ? Kind.INT_POLL_SKIP : Kind.POLL_SKIP,
                    before,
                    entry,
                    "was polled, without " + Logs.words(skipped) + ", before ");
        }
    }

    private void onSend(LogEntry before, LogEntry entry) {
        if (before == null) {
            return;
        }
        boolean isInside = before.operation() == entry.operation();
        if (entry.offset() <= before.offset()) {
            add(isInside ? Kind.INT_NONMONOTONIC_SEND : Kind.NONMONOTONIC_SEND, before, entry, "was sent before ");
        } else if (isInside && logs.offsetAfter(entry.key(), before.offset()) < entry.offset()) {
            add(Kind.INT_SEND_SKIP, before, entry, "was sent, with another message behind it, before ");
        }
    }

    private void add(Kind kind, LogEntry before, LogEntry entry, String words) {
        anomalies.add(new LogAnomaly(
                kind,
                "process " + entry.operation().process() + ": " + Logs.words(before) + " " + words + Logs.words(entry),
                Logs.indexes(before, entry)));
    }
}
