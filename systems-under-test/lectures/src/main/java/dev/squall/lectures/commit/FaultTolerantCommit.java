package dev.squall.lectures.commit;

import dev.squall.lectures.commit.CommitMessages.Begin;
import dev.squall.lectures.commit.CommitMessages.BeginOk;
import dev.squall.lectures.commit.CommitMessages.Flush;
import dev.squall.lectures.commit.CommitMessages.Prepare;
import dev.squall.lectures.commit.CommitRecords.VoteCast;
import dev.squall.lectures.raft.Application;
import dev.squall.lectures.raft.Command;
import dev.squall.lectures.raft.RaftMessages.ForwardRequest;
import dev.squall.lectures.raft.RaftNode;
import dev.squall.lectures.raft.Snapshot;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two-phase commit with votes by total order broadcast (lecture 7.1; Gray and Lamport, "Consensus on transaction
 * commit", 2006). Every node delivers the same votes in the same order, and decides from them. So no node needs the
 * coordinator after prepare.
 *
 * <p>The first vote of each participant counts. If a participant is silent for too long, every node that knows the
 * transaction votes to abort on its behalf. A vote names the participants, so that a node can count votes before
 * prepare arrives.
 *
 * <p>Safety: all nodes that decide decide alike. A wrong suspicion aborts a transaction, and breaks nothing. Progress:
 * a transaction with a vote is decided while a quorum is up and Raft makes progress. Memory and storage grow with the
 * number of transactions, because the log of votes is never compacted.
 */
public class FaultTolerantCommit implements Application {

    private static final int RETRIED_AT_ONCE_MAX = 64;
    private static final String OK = "vote-ok";
    private static final String ABORT = "vote-abort";
    private static final String BLANK = "blank";
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A transaction that this node knows. */
    private static final class Transaction {
        private final List<String> replicas;
        private final Set<String> commitVotes = new TreeSet<>();
        private final long knownSinceNanos;
        private boolean decided;
        /** This node's own vote; null before prepare. */
        private VoteCast vote;

        private Transaction(Collection<String> replicas, long knownSinceNanos) {
            this.replicas = List.copyOf(replicas);
            this.knownSinceNanos = knownSinceNanos;
        }
    }

    /** A vote that waits for its delivery. */
    private record VoteOf(Object transaction, String replicaId) {}

    private final Environment environment;
    private final CommitOptions options;
    private RaftNode raft;
    private boolean hasStarted;
    private long lastTermLed;
    private final Map<Object, Transaction> transactions = new LinkedHashMap<>();
    private final Claims claims = new Claims();
    private final Map<VoteOf, Command> undelivered = new LinkedHashMap<>();
    private final Map<Object, Message> requests = new LinkedHashMap<>();

    public FaultTolerantCommit(Environment environment, CommitOptions options) {
        this.environment = environment;
        this.options = options;
    }

    /** Sets the Raft node of this application, once, before the node starts. */
    final void standOn(RaftNode node) {
        raft = node;
    }

    /** Handles the start of the node. The log is never compacted, so the snapshot is empty. */
    @Override
    public final void restore(Snapshot snapshot) {
        if (hasStarted) {
            return;
        }
        hasStarted = true;
        environment.storage().read().forEach(stored -> {
            if (stored instanceof VoteCast vote) {
                onVoteCast(vote);
            }
        });
        environment.journal(new CommitFacts.Resumed());
        environment.setTimer(options.retryMillis(), this::periodically);
    }

    @Override
    public final void onMessage(RaftNode node, Message message) {
        if (message.body() instanceof Begin begin) {
            if (TwoPhaseCommitNode.isWellFormed(environment, message, begin.items())) {
                onRequestToCommit(message, begin);
            }
        } else if (message.body() instanceof Prepare prepare) {
            onPrepare(prepare);
        } else if (message.body() instanceof ForwardRequest request) {
            onForwardedVote(request.command());
        } else if (message.body() instanceof Flush) {
            boolean isIdle = transactions.values().stream().allMatch(transaction -> transaction.decided);
            TwoPhaseCommitNode.replyToFlush(environment, message, isIdle);
        }
    }

    private Transaction transaction(Object name, Collection<String> replicas) {
        return transactions.computeIfAbsent(name, it -> new Transaction(replicas, environment.monotonicNanos()));
    }

    // ---- Prepare

    private void onRequestToCommit(Message request, Begin begin) {
        Set<String> replicas = begin.items().keySet();
        requests.put(begin.transaction(), request);
        transaction(begin.transaction(), replicas);
        environment.journal(new CommitFacts.Begun(begin.transaction(), new ArrayList<>(replicas)));
        for (String replica : replicas) {
            environment.send(replica, new Prepare(begin.transaction(), begin.items()));
        }
    }

    private void onPrepare(Prepare prepare) {
        Object name = prepare.transaction();
        List<String> replicas = new ArrayList<>(prepare.items().keySet());
        Transaction transaction = transaction(name, replicas);
        if (transaction.vote == null && !transaction.decided) {
            Object item = prepare.items().get(environment.nodeId());
            VoteCast vote = new VoteCast(name, replicas, item, claims.isFree(item));
            environment.storage().append(vote);
            environment.storage().sync();
            onVoteCast(vote);
        }
    }

    private void onVoteCast(VoteCast vote) {
        transaction(vote.transaction(), vote.participants()).vote = vote;
        environment.journal(new CommitFacts.Voted(vote.transaction(), vote.ok()));
        if (vote.ok()) {
            claims.claim(vote.item(), vote.transaction());
        }
        broadcastVote(vote.transaction(), environment.nodeId(), vote.ok());
    }

    /** Handles the suspicion that a participant has crashed: the node votes to abort on the participant's behalf. */
    private void onSuspicion(Object name, String replicaId) {
        if (!undelivered.containsKey(new VoteOf(name, replicaId))) {
            environment.journal(new CommitFacts.Suspected(name, replicaId));
            broadcastVote(name, replicaId, false);
        }
    }

    // ---- Total order broadcast

    private void broadcastVote(Object name, String replicaId, boolean ok) {
        List<String> replicas = transactions.get(name).replicas;
        Command vote = new Command(environment.nodeId(), 0, ok ? OK : ABORT, name, replicaId, replicas);
        undelivered.put(new VoteOf(name, replicaId), vote);
        submit(vote);
    }

    /** Submits a vote to the leader. The node repeats this until the vote is delivered. */
    protected void submit(Command vote) {
        if (raft.isLeader()) {
            raft.broadcast(vote);
        } else if (raft.currentLeader() != null) {
            environment.send(raft.currentLeader(), new ForwardRequest(vote));
        }
    }

    /** Handles a vote that another node has submitted to this node. */
    protected void onForwardedVote(Command vote) {
        if (raft.isLeader()) {
            raft.broadcast(vote);
        }
    }

    private void periodically() {
        if (raft.isLeader() && raft.currentTerm() > lastTermLed) {
            // A leader commits entries of earlier terms only together with an entry of its own term.
            lastTermLed = raft.currentTerm();
            raft.broadcast(new Command(environment.nodeId(), 0, BLANK, null, null, null));
        }
        long suspectedBefore = environment.monotonicNanos() - options.timeoutMillis() * NANOS_PER_MILLI;
        List.copyOf(transactions.keySet()).forEach(name -> suspectSilent(name, suspectedBefore));
        List.copyOf(undelivered.values()).stream().limit(RETRIED_AT_ONCE_MAX).forEach(this::submit);
        environment.setTimer(options.retryMillis(), this::periodically);
    }

    private void suspectSilent(Object name, long suspectedBefore) {
        Transaction transaction = transactions.get(name);
        if (!transaction.decided && transaction.knownSinceNanos < suspectedBefore) {
            transaction.replicas.stream()
                    .filter(replicaId -> !transaction.commitVotes.contains(replicaId))
                    .forEach(replicaId -> onSuspicion(name, replicaId));
        }
    }

    // ---- Delivery

    @Override
    @SuppressWarnings("unchecked")
    public final void deliver(long index, Command command) {
        if (command.operation().equals(BLANK)) {
            return;
        }
        String replicaId = (String) command.from();
        Transaction transaction = transaction(command.key(), (List<String>) command.to());
        undelivered.remove(new VoteOf(command.key(), replicaId));
        boolean isFirst = !transaction.commitVotes.contains(replicaId) && !transaction.decided;
        if (transaction.replicas.contains(replicaId) && counts(isFirst)) {
            onVote(command.key(), transaction, replicaId, command.operation().equals(OK));
        }
    }

    /**
     * Returns true if a delivered vote counts: the first vote of a participant on an undecided transaction.
     *
     * @param isFirst true if the transaction is undecided and no earlier vote of the participant was delivered
     */
    protected boolean counts(boolean isFirst) {
        return isFirst;
    }

    private void onVote(Object name, Transaction transaction, String replicaId, boolean ok) {
        if (!ok) {
            decide(name, transaction, false);
            return;
        }
        transaction.commitVotes.add(replicaId);
        if (transaction.commitVotes.containsAll(transaction.replicas)) {
            decide(name, transaction, true);
        }
    }

    private void decide(Object name, Transaction transaction, boolean commit) {
        transaction.decided = true;
        claims.release(name);
        environment.journal(new CommitFacts.Decided(name, commit));
        Message request = requests.remove(name);
        if (request != null) {
            environment.reply(request, new BeginOk(commit));
        }
    }

    @Override
    public final void onTruncated(long length) {
        // The node submits its votes of truncated entries to the leader again.
    }

    @Override
    public final Snapshot snapshot(long length, long lastTerm) {
        throw new UnsupportedOperationException("the log of votes is never compacted");
    }
}
