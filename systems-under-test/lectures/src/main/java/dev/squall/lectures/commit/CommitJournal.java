package dev.squall.lectures.commit;

import dev.squall.check.Verdict;
import dev.squall.check.journal.CountedProperty;
import dev.squall.history.Operation;
import dev.squall.lectures.raft.RaftFacts;
import dev.squall.node.Fact;
import dev.squall.workload.JournalAnalysis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Analysis of the nodes' journalled votes and decisions. Facts reach the harness before all that they cause, so the
 * analysis sees a vote before each decision that depends on the vote. Each fact takes time linear in the number of
 * participants.
 */
public final class CommitJournal implements JournalAnalysis {

    /** Sources of the decision for a participant in doubt. */
    public enum Decider {
        /** The coordinator decides, and the participants follow. */
        COORDINATOR,
        /** Each node decides from the votes, including votes on behalf of suspected participants. */
        VOTES
    }

    private static final String AGREEMENT = "commit-agreement";
    static final String VOTES = "commit-votes";
    private static final String IN_DOUBT = "commit-in-doubt";
    private static final String DECIDED = "commit-decided";

    /** Names of the checked properties. */
    static final List<String> PROPERTIES = List.of(AGREEMENT, VOTES, IN_DOUBT, DECIDED);

    /** Name of the number of commits among the figures of {@link #VOTES}. */
    static final String COMMITS = "commits";

    private static final double NANOS_PER_SECOND = 1e9;

    private record Noted<T>(String node, long timeNanos, T value) {

        private String at() {
            return String.format(Locale.ROOT, "%s at %.3f s", node, timeNanos / NANOS_PER_SECOND);
        }
    }

    /** Journalled facts about one transaction. */
    private static final class Transaction {
        private String coordinator = "";
        private List<String> participants = List.of();
        /** First vote of each node. */
        private final Map<String, Noted<Boolean>> votes = new TreeMap<>();
        /** First decision of each node. */
        private final Map<String, Noted<Boolean>> decisions = new TreeMap<>();
        /** First decision of any node. */
        private Noted<Boolean> decision;

        private boolean hasVoteToAbort;

        private boolean hasVotedOk(String node) {
            return votes.containsKey(node) && votes.get(node).value();
        }

        /** Returns the time of the first vote ok, or the maximum value if there is none. */
        private long firstOkNanos() {
            return votes.values().stream()
                    .filter(Noted::value)
                    .mapToLong(Noted::timeNanos)
                    .min()
                    .orElse(Long.MAX_VALUE);
        }
    }

    private final Decider decider;
    private final boolean isWaitingForDecisions;
    private final CountedProperty agreement =
            new CountedProperty(AGREEMENT, "all that decided on a transaction decided alike", "decisions");
    private final CountedProperty votes =
            new CountedProperty(VOTES, "each commit had a vote ok of every participant", COMMITS);
    private final CountedProperty inDoubt =
            new CountedProperty(IN_DOUBT, "no participant in doubt decided alone", "decisions in doubt");
    private final CountedProperty decided = new CountedProperty(
            DECIDED, "each transaction with a vote ok was decided at all participants", "transactions");
    private final Map<Object, Transaction> transactions = new LinkedHashMap<>();
    /** Nodes that were killed, may have lost their last facts, and have not noted them again. */
    private final Set<String> unsure = new TreeSet<>();

    /** True if a killed node may have lost a suspicion, which restarted nodes do not note again. */
    private boolean hasLostFacts;

    private String missing = "";
    private String leader;

    public CommitJournal(Decider decider) {
        this(decider, true);
    }

    private CommitJournal(Decider decider, boolean isWaitingForDecisions) {
        this.decider = decider;
        this.isWaitingForDecisions = isWaitingForDecisions;
    }

    /**
     * Returns an analysis without the property that each transaction is decided. For workloads that may end a run
     * before the last decision has arrived.
     */
    public static CommitJournal ofSafety(Decider decider) {
        return new CommitJournal(decider, false);
    }

    @Override
    public void onFact(long timeNanos, String nodeId, int life, Fact fact) {
        if (fact instanceof CommitFacts.Begun begun) {
            Transaction transaction = transaction(begun.transaction());
            transaction.coordinator = nodeId;
            transaction.participants = begun.participants();
        } else if (fact instanceof CommitFacts.Voted voted) {
            onVote(voted.transaction(), new Noted<>(nodeId, timeNanos, voted.ok()));
        } else if (fact instanceof CommitFacts.Suspected suspected) {
            transaction(suspected.transaction()).hasVoteToAbort = true;
        } else if (fact instanceof CommitFacts.Decided decision) {
            onDecision(decision.transaction(), new Noted<>(nodeId, timeNanos, decision.commit()));
        } else if (fact instanceof CommitFacts.Resumed) {
            unsure.remove(nodeId);
        } else if (fact instanceof RaftFacts.BecameLeader) {
            leader = nodeId;
        }
    }

    private Transaction transaction(Object name) {
        return transactions.computeIfAbsent(name, it -> new Transaction());
    }

    private void onVote(Object name, Noted<Boolean> vote) {
        Transaction transaction = transaction(name);
        Noted<Boolean> first = transaction.votes.putIfAbsent(vote.node(), vote);
        transaction.hasVoteToAbort |= !vote.value();
        if (first != null && !first.value().equals(vote.value())) {
            votes.breakWith(
                    "vote-changed",
                    vote.at() + " voted " + vote(vote.value()) + " on transaction " + name + ", on which " + first.at()
                            + " had voted " + vote(first.value()),
                    "transaction",
                    name);
        }
    }

    private static String vote(boolean ok) {
        return ok ? "ok" : "to abort";
    }

    private static String words(boolean commit) {
        return commit ? "commit" : "abort";
    }

    private void onDecision(Object name, Noted<Boolean> decision) {
        Transaction transaction = transaction(name);
        agreement.count();
        requireAgreement(name, transaction, decision.value(), decision.at() + " decided to ");
        if (transaction.decision == null) {
            transaction.decision = decision;
        }
        if (decision.value()) {
            requireVotes(name, transaction, decision);
        }
        if (transaction.hasVotedOk(decision.node()) && !transaction.decisions.containsKey(decision.node())) {
            requireDecider(name, transaction, decision);
        }
        transaction.decisions.putIfAbsent(decision.node(), decision);
    }

    private void requireAgreement(Object name, Transaction transaction, boolean commit, String decided) {
        Noted<Boolean> first = transaction.decision;
        if (first != null && first.value() != commit) {
            agreement.breakWith(
                    "decisions-differ",
                    decided + words(commit) + " transaction " + name + ", and " + first.at() + " decided to "
                            + words(first.value()) + " it",
                    "transaction",
                    name);
        }
    }

    private void requireVotes(Object name, Transaction transaction, Noted<Boolean> decision) {
        votes.count();
        if (transaction.participants.isEmpty()) {
            lacks(decision.at() + " decided to commit transaction " + name
                    + ", and no node noted the fact 'begun' of the transaction");
        }
        for (String participant : transaction.participants) {
            if (transaction.hasVotedOk(participant)) {
                continue;
            }
            if (unsure.contains(participant)) {
                lacks("the last facts of " + participant + " were lost when it was killed, and not noted again");
                continue;
            }
            votes.breakWith(
                    "commit-without-vote",
                    decision.at() + " decided to commit transaction " + name + ", on which " + participant
                            + (transaction.votes.containsKey(participant) ? " had voted to abort" : " had not voted"),
                    "transaction",
                    name,
                    "participant",
                    participant);
        }
    }

    private void requireDecider(Object name, Transaction transaction, Noted<Boolean> decision) {
        inDoubt.count();
        String coordinator = transaction.coordinator;
        boolean hasDecider = decider == Decider.COORDINATOR
                ? decision.node().equals(coordinator) || transaction.decisions.containsKey(coordinator)
                : decision.value() || transaction.hasVoteToAbort;
        if (hasDecider) {
            return;
        }
        if (coordinator.isEmpty() || hasLostFacts) {
            lacks("the journals lack facts on transaction " + name + ", since a node was killed");
            return;
        }
        inDoubt.breakWith(
                "decided-in-doubt",
                decision.at() + " decided to " + words(decision.value()) + " transaction " + name
                        + ", on which it had voted ok, and "
                        + (decider == Decider.COORDINATOR
                                ? "the coordinator " + coordinator + " had not decided"
                                : "no vote was to abort"),
                "transaction",
                name);
    }

    private void lacks(String reason) {
        if (missing.isEmpty()) {
            missing = reason;
        }
    }

    @Override
    public void onOperation(Operation operation) {
        if (operation.isClient()
                && operation.type() == Operation.Type.OK
                && operation.function().equals(CommitWorkload.BEGIN)
                && operation.value() instanceof List<?> result
                && !transactions.isEmpty()) {
            Object name = result.get(0);
            boolean commit = CommitWorkload.COMMIT.equals(result.get(1));
            Transaction transaction = transaction(name);
            if (transaction.decision == null) {
                lacks("operation " + operation.index() + " got a decision on transaction " + name
                        + ", and no node noted the fact 'decided' of the transaction");
            }
            requireAgreement(name, transaction, commit, "operation " + operation.index() + " got the decision to ");
        }
    }

    @Override
    public void onLifeEnd(long timeNanos, String nodeId, int life, boolean whole) {
        if (!whole) {
            unsure.add(nodeId);
            hasLostFacts = true;
        }
    }

    @Override
    public void onEnd(long healedNanos) {
        transactions.forEach((name, transaction) -> {
            if (transaction.firstOkNanos() <= healedNanos) {
                decided.count();
                Set<String> nodes = new LinkedHashSet<>(transaction.participants);
                nodes.addAll(transaction.votes.keySet());
                nodes.removeAll(transaction.decisions.keySet());
                nodes.forEach(node -> onUndecided(name, transaction, node));
            }
        });
    }

    private void onUndecided(Object name, Transaction transaction, String node) {
        if (unsure.contains(node)) {
            lacks("the last facts of " + node + " were lost when it was killed, and not noted again");
            return;
        }
        Noted<Boolean> vote = transaction.votes.get(node);
        decided.breakWith(
                "transaction-undecided",
                node + " never learned the decision on transaction " + name + ", "
                        + (vote == null
                                ? "in which it participates"
                                : "on which " + vote.at() + " had voted " + vote(vote.value())),
                "transaction",
                name,
                "participant",
                node);
    }

    @Override
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        if (!transactions.isEmpty()) {
            for (CountedProperty property : List.of(agreement, votes, inDoubt)) {
                verdicts.add(property.verdict(missing));
            }
            if (isWaitingForDecisions) {
                verdicts.add(decided.verdict(missing));
            }
        }
        return verdicts;
    }

    /** Returns the current leader of the broadcast, empty if there is no broadcast. */
    @Override
    public Optional<String> primary() {
        return Optional.ofNullable(leader);
    }
}
