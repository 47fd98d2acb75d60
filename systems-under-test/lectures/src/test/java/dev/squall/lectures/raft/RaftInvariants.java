package dev.squall.lectures.raft;

import dev.squall.node.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safety properties of Raft (lecture 6.2; Raft paper, figure 3), each checked at every fact that can break it. It
 * reconstructs each node's log from the node's facts.
 */
final class RaftInvariants {

    private static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1L;

        private Violation(String property, String nodeId, Fact fact, String why) {
            super(property + " is violated: " + nodeId + " notes " + fact + ", but " + why);
        }
    }

    /** A committed entry: its term, its command, and the lowest term in which it was known to be committed. */
    private record CommittedEntry(long term, Command command, long inTerm) {}

    private static final class View {
        final List<Long> terms = new ArrayList<>();
        long commitLength;
        long nextToApply;
        long leadingTerm;
        long term;
    }

    private final Map<String, View> views = new LinkedHashMap<>();
    private final Map<Long, String> leaders = new LinkedHashMap<>();
    private final Map<String, String> entries = new LinkedHashMap<>();
    private final List<CommittedEntry> committed = new ArrayList<>();

    void check(String nodeId, Fact fact) {
        View view = views.computeIfAbsent(nodeId, id -> new View());
        if (fact instanceof RaftFacts.Recovered recovered) {
            recover(nodeId, view, recovered);
        } else if (fact instanceof RaftFacts.BecameFollower follower) {
            enterTerm(nodeId, view, fact, follower.term());
        } else if (fact instanceof RaftFacts.BecameCandidate candidate) {
            enterTerm(nodeId, view, fact, candidate.term());
        } else if (fact instanceof RaftFacts.BecameLeader leader) {
            lead(nodeId, view, leader);
        } else if (fact instanceof RaftFacts.Appended appended) {
            append(nodeId, view, appended);
        } else if (fact instanceof RaftFacts.Truncated truncated) {
            require(truncated.length() >= view.commitLength, "Leader completeness", nodeId, fact, "it cuts commits");
            view.terms.subList((int) truncated.length(), view.terms.size()).clear();
        } else if (fact instanceof RaftFacts.InstalledSnapshot installed) {
            install(nodeId, view, installed);
        } else if (fact instanceof RaftFacts.Committed commit) {
            require(commit.length() > view.commitLength, "Monotonic commit", nodeId, fact, "it knew more");
            view.commitLength = commit.length();
        } else if (fact instanceof RaftFacts.Applied applied) {
            apply(nodeId, view, applied);
        }
    }

    private void recover(String nodeId, View view, RaftFacts.Recovered fact) {
        for (int i = view.terms.size(); i < fact.snapshotLength(); i++) {
            view.terms.add(committed.get(i).term());
        }
        view.terms.subList((int) fact.snapshotLength(), view.terms.size()).clear();
        view.terms.addAll(fact.entryTerms());
        view.commitLength = fact.snapshotLength();
        view.nextToApply = fact.snapshotLength();
        view.leadingTerm = 0;
        view.term = fact.term();
    }

    private void enterTerm(String nodeId, View view, Fact fact, long term) {
        require(term >= view.term, "Monotonic term", nodeId, fact, "it was in term " + view.term);
        view.term = term;
        view.leadingTerm = 0;
    }

    private void lead(String nodeId, View view, RaftFacts.BecameLeader fact) {
        String other = leaders.putIfAbsent(fact.term(), nodeId);
        require(other == null, "Election safety", nodeId, fact, "so was " + other);
        view.leadingTerm = fact.term();
        for (int i = 0; i < committed.size(); i++) {
            CommittedEntry entry = committed.get(i);
            if (entry.inTerm() < fact.term()) {
                boolean has = i < view.terms.size() && view.terms.get(i) == entry.term();
                require(has, "Leader completeness", nodeId, fact, "its log lacks " + entry + " at " + i);
            }
        }
    }

    private void append(String nodeId, View view, RaftFacts.Appended fact) {
        require(fact.index() == view.terms.size(), "Append", nodeId, fact, "its length is " + view.terms.size());
        long before = fact.index() == 0 ? 0 : view.terms.get((int) fact.index() - 1);
        String what = fact.command() + " after an entry of term " + before;
        String other = entries.putIfAbsent(fact.index() + "@" + fact.term(), what);
        require(other == null || other.equals(what), "Log matching", nodeId, fact, other + " was there, not " + what);
        view.terms.add(fact.term());
    }

    private void install(String nodeId, View view, RaftFacts.InstalledSnapshot fact) {
        boolean agrees =
                fact.logLength() == fact.length() || view.terms.get((int) fact.length() - 1) == fact.lastTerm();
        require(agrees, "Log matching", nodeId, fact, "it keeps entries after one of another term");
        List<Long> kept = fact.logLength() > fact.length()
                ? List.copyOf(view.terms.subList((int) fact.length(), (int) fact.logLength()))
                : List.of();
        view.terms.clear();
        for (int i = 0; i < fact.length(); i++) {
            view.terms.add(committed.get(i).term());
        }
        view.terms.addAll(kept);
        view.commitLength = fact.length();
        view.nextToApply = fact.length();
    }

    private void apply(String nodeId, View view, RaftFacts.Applied fact) {
        require(fact.index() == view.nextToApply, "Order", nodeId, fact, view.nextToApply + " comes next");
        view.nextToApply++;
        int index = (int) fact.index();
        CommittedEntry entry = new CommittedEntry(fact.term(), fact.command(), view.term);
        if (index == committed.size()) {
            committed.add(entry);
            return;
        }
        CommittedEntry first = committed.get(index);
        boolean same = first.term() == fact.term() && first.command().equals(fact.command());
        require(same, "State machine safety", nodeId, fact, "another applied " + first);
        if (view.term < first.inTerm()) {
            committed.set(index, entry);
        }
    }

    private static void require(boolean holds, String property, String nodeId, Fact fact, String why) {
        if (!holds) {
            throw new Violation(property, nodeId, fact, why);
        }
    }

    /** Returns the term in which the node leads, 0 if it does not. */
    long leadingTerm(String nodeId) {
        return views.get(nodeId).leadingTerm;
    }

    /** Returns the number of entries that the node has applied. */
    long applied(String nodeId) {
        return views.get(nodeId).nextToApply;
    }

    /** Returns the length of the node's log. */
    long logLength(String nodeId) {
        return views.get(nodeId).terms.size();
    }

    /** Returns the commands applied at any node, in the order of the log. */
    List<Command> appliedCommands() {
        return committed.stream().map(CommittedEntry::command).toList();
    }
}
