package dev.squall.lectures.commit;

import dev.squall.lectures.commit.CommitMessages.Decision;
import dev.squall.lectures.commit.CommitMessages.DecisionAck;
import dev.squall.lectures.commit.CommitMessages.Prepare;
import dev.squall.lectures.commit.CommitMessages.Vote;
import dev.squall.lectures.commit.CommitRecords.DecisionLearned;
import dev.squall.lectures.commit.CommitRecords.VoteCast;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Participant in the transactions of all nodes, by two-phase commit (lecture 7.1). The participant votes ok if its
 * {@link Resource} can prepare the transaction. The vote is on stable storage before the participant sends it.
 *
 * <p>After the vote ok, the participant is in doubt: it must not commit or abort before it learns the decision. The
 * resource holds the transaction until then. After a vote to abort, the transaction is aborted at once.
 *
 * <p>A participant never asks for a decision, because the coordinator retransmits. Memory and storage grow with the
 * number of transactions, so that a late copy of prepare is recognised.
 */
public class Participant {

    /** This node's part of a transaction. */
    private static final class Part {
        /** The vote; null if the decision to abort came before prepare. */
        private VoteCast vote;
        /** The decision; null before. */
        private Boolean commit;

        private boolean isInDoubt() {
            return vote != null && commit == null;
        }
    }

    private final Environment environment;
    private final Map<Object, Part> parts = new LinkedHashMap<>();
    private final Resource resource;

    /** Creates a participant whose items have at most one undecided transaction each. */
    public Participant(Environment environment) {
        this(environment, new Claims());
    }

    public Participant(Environment environment, Resource resource) {
        this.environment = environment;
        this.resource = resource;
    }

    /** Handles initialisation, and recovery from a crash. */
    public final void start(List<StableRecord> records) {
        for (StableRecord stored : records) {
            if (stored instanceof VoteCast vote) {
                parts.computeIfAbsent(vote.transaction(), name -> new Part()).vote = vote;
            } else if (stored instanceof DecisionLearned decision) {
                parts.computeIfAbsent(decision.transaction(), name -> new Part()).commit = decision.commit();
            }
        }
        parts.forEach((name, part) -> {
            if (part.vote != null) {
                onVoteCast(part);
            } else {
                onDecided(name, part, part.commit);
            }
        });
    }

    /** Returns true if the node has voted ok on the transaction, and does not know the decision. */
    protected final boolean isInDoubt(Object transaction) {
        return parts.containsKey(transaction) && parts.get(transaction).isInDoubt();
    }

    /** Returns true if the node is in doubt about no transaction. */
    final boolean isIdle() {
        return parts.values().stream().noneMatch(Part::isInDoubt);
    }

    // ---- Phase one: prepare

    /** Votes on a transaction, and sends the stored vote again if prepare is repeated. */
    public final void onPrepare(String coordinator, Prepare prepare) {
        Object name = prepare.transaction();
        Part part = parts.get(name);
        if (part == null) {
            part = new Part();
            Object item = prepare.items().get(environment.nodeId());
            Optional<Object> changes = resource.prepare(name, item);
            VoteCast vote = new VoteCast(
                    name, new ArrayList<>(prepare.items().keySet()), changes.orElse(item), changes.isPresent());
            persistVote(vote);
            parts.put(name, part);
            part.vote = vote;
            onVoteCast(part);
        }
        if (part.vote != null) {
            environment.send(coordinator, new Vote(name, part.vote.ok()));
        }
    }

    /** Stores the vote. The vote is stable before the node sends it. */
    protected void persistVote(VoteCast vote) {
        environment.storage().append(vote);
        environment.storage().sync();
    }

    private void onVoteCast(Part part) {
        VoteCast vote = part.vote;
        environment.journal(new CommitFacts.Voted(vote.transaction(), vote.ok()));
        if (!vote.ok()) {
            onDecided(vote.transaction(), part, false);
        } else if (part.commit != null) {
            onDecided(vote.transaction(), part, part.commit);
        } else {
            resource.hold(vote.transaction(), vote.item());
            onInDoubt(vote.transaction());
        }
    }

    /** Handles the begin of doubt: the participant waits for the decision. */
    protected void onInDoubt(Object transaction) {}

    // ---- Phase two: commit or abort

    /** Commits or aborts a transaction by its coordinator's decision, and acknowledges the decision. */
    public final void onDecision(String coordinator, Decision decision) {
        Part part = parts.computeIfAbsent(decision.transaction(), name -> new Part());
        if (part.commit == null) {
            // Without a vote, nothing is prepared that could be committed. The coordinator has then decided to abort.
            decide(decision.transaction(), decision.commit() && part.vote != null);
        }
        environment.send(coordinator, new DecisionAck(decision.transaction()));
    }

    /** Commits or aborts a transaction at this node. */
    protected final void decide(Object transaction, boolean commit) {
        environment.storage().append(new DecisionLearned(transaction, commit));
        environment.storage().sync();
        onDecided(transaction, parts.get(transaction), commit);
    }

    private void onDecided(Object transaction, Part part, boolean commit) {
        part.commit = commit;
        resource.end(transaction, part.vote == null ? null : part.vote.item(), commit);
        environment.journal(new CommitFacts.Decided(transaction, commit));
    }
}
