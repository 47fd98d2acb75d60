package dev.squall.check.raft;

import dev.squall.check.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Log matching: if two logs have an entry with the same index and term, they are equal up to this entry (Ongaro and
 * Ousterhout, 2014, section 5.3; lecture 6.2).
 *
 * <p>Checking each new entry suffices: no other entry with the same index and term may have another command or another
 * preceding term. Proof: let two logs agree in index and term at i. Then the two logs agree in the command at i and in
 * the term at i - 1, and so on down to 0. Conversely, if two such entries differ in command or preceding term, their
 * logs differ at i or at i - 1. Each event takes a step in the tree of logs, and each new entry takes a look-up.
 */
final class LogMatching {

    static final String NAME = "log-matching";

    private record Identity(long index, long term) {}

    private final LogEntry emptyLog = LogEntry.emptyLog();
    private final Map<String, LogEntry> logs = new HashMap<>();
    private final Map<Identity, LogEntry> entries = new HashMap<>();
    private Verdict violation;
    private String gap;
    private long appended;

    /** Returns the last entry of a node's log. */
    LogEntry logOf(String node) {
        return logs.getOrDefault(node, emptyLog);
    }

    /** Returns the reason why the logs are unknown; null if they are known. */
    String gap() {
        return gap;
    }

    void appended(Actor actor, long index, long term, Object command) {
        LogEntry log = logOf(actor.node());
        if (gap != null || index < 0 || index > log.length()) {
            foundGap(actor + " appended an entry at index " + index + " to a log of " + log.length() + " entries");
            return;
        }
        appended++;
        LogEntry before = index == log.length() ? log : log.at(index - 1);
        if (before == null) {
            foundGap(actor + " appended an entry at index " + index + ", inside its snapshot");
            return;
        }
        LogEntry entry = before.child(term, command);
        if (entry == null) {
            entry = before.addChild(term, command, actor);
            register(entry, actor);
        }
        logs.put(actor.node(), entry);
    }

    private void register(LogEntry entry, Actor actor) {
        LogEntry other = entries.putIfAbsent(new Identity(entry.index, entry.term), entry);
        if (other == null || violation != null || other.previous == null) {
            return;
        }
        boolean bothSeen = other.command() != LogEntry.UNSEEN && entry.command() != LogEntry.UNSEEN;
        if (bothSeen && !Objects.equals(other.command(), entry.command())) {
            diverged(
                    entry,
                    actor,
                    other,
                    "they hold different commands there, " + entry.command() + " and " + other.command());
        } else if (other.previous.term != entry.previous.term) {
            diverged(
                    entry,
                    actor,
                    other,
                    "they differ at index " + (entry.index - 1) + ", in an entry of term " + entry.previous.term
                            + " and one of term " + other.previous.term);
        }
    }

    private void diverged(LogEntry entry, Actor actor, LogEntry other, String difference) {
        violation = Verdict.violation(
                NAME,
                "logs-diverge-below-agreement",
                "the logs of " + actor + " and of " + other.firstOwner + " agree in the term " + entry.term
                        + " at index " + entry.index + ", but " + difference,
                List.of(),
                details());
    }

    void truncated(Actor actor, long newLength) {
        LogEntry log = logOf(actor.node());
        LogEntry last = newLength < 0 || newLength > log.length() ? null : log.at(newLength - 1);
        if (gap != null || last == null) {
            foundGap(actor + " truncated its log of " + log.length() + " entries to " + newLength);
            return;
        }
        logs.put(actor.node(), last);
    }

    /** Records that a node's log was replaced by the log that ends with a given entry, by a snapshot or recovery. */
    void replaced(Actor actor, long length, long lastTerm) {
        if (gap != null || length < 0) {
            foundGap(actor + " came by a log of " + length + " entries");
            return;
        }
        LogEntry last = length == 0 ? emptyLog : entries.get(new Identity(length - 1, lastTerm));
        logs.put(actor.node(), last != null ? last : hidden(length - 1, lastTerm, actor));
    }

    /**
     * Records a node's log after a crash. Entries that the node appended but did not report before the crash are
     * identified by index and term. The commands of such entries become known when another node reports them.
     *
     * @param terms the terms of the entries after the snapshot
     */
    void recovered(Actor actor, long snapshotLength, long snapshotTerm, List<Long> terms) {
        int known = terms.size();
        while (known > 0 && !entries.containsKey(identity(snapshotLength, terms, known))) {
            known--;
        }
        if (known > 0) {
            replaced(actor, snapshotLength + known, terms.get(known - 1));
        } else {
            replaced(actor, snapshotLength, snapshotTerm);
        }
        for (int i = known; i < terms.size() && gap == null; i++) {
            LogEntry entry = logOf(actor.node()).addChild(terms.get(i), LogEntry.UNSEEN, actor);
            register(entry, actor);
            logs.put(actor.node(), entry);
        }
    }

    private static Identity identity(long snapshotLength, List<Long> terms, int count) {
        return new Identity(snapshotLength + count - 1, terms.get(count - 1));
    }

    private LogEntry hidden(long index, long term, Actor actor) {
        LogEntry entry = new LogEntry(index, term, null, null, actor);
        entries.put(new Identity(index, term), entry);
        return entry;
    }

    private void foundGap(String event) {
        if (gap == null) {
            gap = "the journals do not say what the logs held: " + event;
        }
    }

    private Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("appended", appended);
        details.put("distinctEntries", entries.size());
        return details;
    }

    Verdict verdict() {
        if (violation != null) {
            return violation;
        }
        return gap != null
                ? Verdict.unknown(NAME, gap, details())
                : Verdict.valid(NAME, "logs that agree in an entry's index and term agree in all before it", details());
    }
}
