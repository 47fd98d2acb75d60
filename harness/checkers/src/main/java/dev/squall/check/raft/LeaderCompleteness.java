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
 * Ousterhout, 2014, section 5.4; lecture 6.2), from the moment when it becomes leader. The term in which an entry is
 * committed is the lowest in which a node reports it committed. Nodes may report it late, so leaders that came before
 * the report are held to it too.
 *
 * <p>What is committed in a term is a log, and so the terms of commitment do not fall with the index. A leader is right
 * if its log holds the last entry committed in an earlier term: the logs below are then the same path of the tree of
 * logs.
 */
final class LeaderCompleteness {

    static final String NAME = "leader-completeness";

    private record Leadership(Actor actor, long term, LogEntry log) {}

    /** An entry's commitment: by whom it was reported, in which term. */
    private record Commitment(LogEntry entry, Actor reporter, long term) {}

    private final LogMatching logs;
    private final NavigableMap<Long, List<Leadership>> leaderships = new TreeMap<>();

    /** Commitments by index; null where a snapshot hides the entry. */
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

    /** Returns the highest index that was committed in a term before this one, or -1; by bisection. */
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
        // No entry was committed before its own term, whatever a node that has forgotten its term says.
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

    /** Returns the first entry of a committed log that another log does not hold, or null. */
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
