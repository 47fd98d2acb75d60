package dev.squall.check.raft;

import dev.squall.check.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Leader completeness: an entry committed in a term is in the log of every leader of a later term (Ongaro and
 * Ousterhout, 2014, section 5.4; lecture 6.2), from the moment that the leader is elected. The commit term of an entry
 * is the lowest term in which a node reports the entry committed. Nodes may report late, so leaders elected before the
 * report are checked too.
 *
 * <p>A node commits a whole prefix of its log, so commit terms do not decrease with the index. A leader is complete if
 * its log contains the last entry committed in an earlier term. Up to this entry, the leader's log and the committed
 * log are the same path in the tree of logs.
 */
final class LeaderCompleteness {

    static final String NAME = "leader-completeness";

    private record Leadership(Actor actor, long term, LogEntry log) {}

    /** Report that an entry is committed, with the reporting node and the commit term. */
    private record Commitment(LogEntry entry, Actor reporter, long term) {}

    private final LogMatching logs;
    private final NavigableMap<Long, List<Leadership>> leaderships = new TreeMap<>();

    /** Commitments by index; null if a snapshot hides the entry. */
    private final List<Commitment> committed = new ArrayList<>();

    private Verdict violation;
    private String gap;
    private int leaders;

    LeaderCompleteness(LogMatching logs) {
        this.logs = logs;
    }

    private boolean isOver() {
        gap = gap == null ? logs.gap() : gap;
        return violation != null || gap != null;
    }

    void becameLeader(Actor actor, long term) {
        if (isOver()) {
            return;
        }
        leaders++;
        Leadership leadership = new Leadership(actor, term, logs.logOf(actor.node()));
        leaderships.computeIfAbsent(term, t -> new ArrayList<>(1)).add(leadership);
        int last = lastCommittedBefore(term);
        if (last >= 0 && committed.get(last) != null) {
            require(leadership, committed.get(last));
        }
    }

    /** Returns the highest index that was committed in an earlier term, by binary search; -1 if there is none. */
    private int lastCommittedBefore(long term) {
        int low = 0;
        int high = committed.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Commitment commitment = committed.get(middle);
            if (commitment == null || commitment.term() < term) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    void committed(Actor actor, long term, long length) {
        if (isOver() || length == 0) {
            return;
        }
        LogEntry log = logs.logOf(actor.node());
        if (length < 0 || length > log.length()) {
            gap = "the journals do not say what was committed: " + actor + " committed " + length
                    + " entries of a log of " + log.length();
            return;
        }
        LogEntry last = log.at(length - 1);
        if (last == null) {
            return;
        }
        // An entry cannot be committed before its own term, even if a node that lost its current term reports so.
        Commitment commitment = new Commitment(last, actor, Math.max(term, last.term));
        for (List<Leadership> later :
                leaderships.tailMap(commitment.term(), false).values()) {
            for (Leadership leadership : later) {
                require(leadership, commitment);
            }
        }
        record(commitment);
    }

    private void record(Commitment commitment) {
        LogEntry entry = commitment.entry();
        while (committed.size() <= entry.index) {
            committed.add(null);
        }
        while (entry != null && entry.index >= 0) {
            int index = (int) entry.index;
            Commitment known = committed.get(index);
            if (known != null && known.term() <= commitment.term()) {
                return;
            }
            committed.set(index, new Commitment(entry, commitment.reporter(), commitment.term()));
            entry = entry.previous;
        }
    }

    private void require(Leadership leadership, Commitment commitment) {
        LogEntry missing = missing(leadership.log(), commitment.entry());
        if (missing != null && violation == null) {
            LogEntry held =
                    missing.index < leadership.log().length() ? leadership.log().at(missing.index) : null;
            String instead =
                    held == null ? "its log ended before it" : "it held an entry of term " + held.term + " there";
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("term", leadership.term());
            details.put("index", missing.index);
            violation = Verdict.violation(
                    NAME,
                    "committed-entry-missing-in-leader",
                    leadership.actor() + " became leader in term " + leadership.term() + " without the entry of term "
                            + missing.term + " at index " + missing.index + ", which " + commitment.reporter()
                            + " reported committed in term " + commitment.term() + ": " + instead,
                    List.of(),
                    details);
        }
    }

    /** Returns the first entry of a committed log that another log does not contain; null if there is none. */
    private static LogEntry missing(LogEntry log, LogEntry committedLog) {
        LogEntry missing = null;
        LogEntry entry = committedLog;
        LogEntry held = log.at(entry.index);
        while (entry != null && held != entry) {
            if (held == null) {
                return missing;
            }
            if (held.index < entry.index || held.term != entry.term) {
                missing = entry;
            }
            entry = entry.previous;
            held = entry == null ? null : held.at(entry.index);
        }
        return missing;
    }

    Verdict verdict() {
        isOver();
        if (violation != null) {
            return violation;
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("committed", committed.size());
        details.put("leaders", leaders);
        return gap != null
                ? Verdict.unknown(NAME, gap, details)
                : Verdict.valid(NAME, "each of " + leaders + " leaders had every entry committed before", details);
    }
}
