package dev.squall.lectures.spanner;

import dev.squall.lectures.spanner.SpannerFacts.CommitWaited;
import dev.squall.lectures.spanner.SpannerMessages.BeginTransaction;
import dev.squall.lectures.spanner.SpannerMessages.Decision;
import dev.squall.lectures.spanner.SpannerMessages.Prepare;
import dev.squall.lectures.spanner.SpannerMessages.TransactionEnded;
import dev.squall.lectures.spanner.SpannerMessages.Vote;
import dev.squall.node.Environment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Coordinator of read-write transactions, at the leader of one of the participating shards (lecture 8.2). A transaction
 * commits as follows.
 *
 * <ol>
 *   <li>Each shard locks and executes its operations. All shards but the coordinator's prepare by a command in their
 *       log.
 *   <li>The coordinator chooses the commit timestamp: at least {@code latest} of TrueTime, and above every timestamp
 *       that a participating shard has promised.
 *   <li>Commit wait: the coordinator waits until the timestamp has passed for certain. All locks are still held.
 *   <li>The decision is a command in the log of the coordinator's shard. Then the client gets its reply, and each shard
 *       releases its locks.
 * </ol>
 *
 * <p>Safety: the log holds the decision, so a crash of the leader cannot change it. A new leader aborts a transaction
 * about which its log has no decision. Progress: each participating shard needs a quorum, and a leader.
 */
public class Coordinator {

    /** A transaction between the request and the decision. */
    private static final class Active {
        private final BeginTransaction request;
        private final String clientNode;
        private final long term;
        /** Results by shard. */
        private final Map<Integer, List<Object>> results = new TreeMap<>();
        /** Lower bound on the timestamp while votes are missing; then the timestamp. */
        private long timestamp;
        /** True if the timestamp is chosen, and the decision is not in the log. */
        private boolean isWaiting;
        /** True if this leader has broadcast a decision, or the timestamp is chosen. */
        private boolean isDecided;

        private Active(BeginTransaction request, String clientNode, long term) {
            this.request = request;
            this.clientNode = clientNode;
            this.term = term;
        }
    }

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final ShardReplica replica;
    private final Environment environment;
    private final Shards shards;
    private final Map<String, Active> active = new LinkedHashMap<>();
    /** Unknown transactions of prepared shards that this leader is aborting. */
    private final Set<String> aborting = new HashSet<>();

    public Coordinator(ShardReplica replica) {
        this.replica = replica;
        this.environment = replica.environment();
        this.shards = replica.shards();
    }

    /** Begins a term as leader. All transactions of earlier terms without a decision in the log will be aborted. */
    final void onLeading() {
        active.clear();
        aborting.clear();
    }

    // ---- Phase one: lock, execute and prepare

    final void onBegin(String clientNode, BeginTransaction request) {
        String name = request.transaction();
        ShardState.Outcome outcome = replica.state().outcome(name);
        if (active.containsKey(name) || outcome != null) {
            // A copy of an earlier request. The results of a commit are known to the leader that has decided only.
            if (outcome != null && !outcome.commit()) {
                environment.send(clientNode, new TransactionEnded(name, false, 0, List.of()));
            }
            return;
        }
        Active transaction = new Active(request, clientNode, replica.term());
        active.put(name, transaction);
        environment.setTimer(replica.options().timeoutMillis(), () -> {
            if (active.get(name) == transaction && !transaction.isDecided) {
                abort(transaction);
            }
        });
        sendPrepare(transaction);
        List<List<Object>> own = shards.part(shards.own(), request.operations());
        replica.locks().request(name, request.ticket(), own, isGranted -> {
            if (isGranted) {
                onExecuted(
                        transaction,
                        shards.own(),
                        0,
                        replica.state().execute(own).results());
            } else {
                abort(transaction);
            }
        });
    }

    private void sendPrepare(Active transaction) {
        List<List<Object>> operations = transaction.request.operations();
        for (int shard : shards.ofAll(operations)) {
            if (shard != shards.own() && !transaction.results.containsKey(shard)) {
                shards.send(
                        shard,
                        new Prepare(
                                transaction.request.transaction(),
                                transaction.request.ticket(),
                                shards.own(),
                                shards.part(shard, operations)));
            }
        }
    }

    /** Sends unanswered messages again. */
    final void retry() {
        List.copyOf(active.values()).stream()
                .filter(transaction -> !transaction.isDecided)
                .forEach(this::sendPrepare);
    }

    final void onVote(Vote vote) {
        String name = vote.transaction();
        Active transaction = active.get(name);
        ShardState.Outcome outcome = replica.state().outcome(name);
        if (outcome != null) {
            shards.send(vote.shard(), new Decision(name, outcome.commit(), outcome.timestamp()));
        } else if (transaction == null) {
            // The shard has prepared a transaction of an earlier leader, which has not decided.
            if (vote.ok() && aborting.add(name)) {
                replica.propose(ShardCommand.abort(name));
            }
        } else if (vote.ok()) {
            onExecuted(transaction, vote.shard(), vote.timestamp(), vote.results());
        } else {
            abort(transaction);
        }
    }

    /** Handles the results of a shard, which are the shard's vote to commit. */
    private void onExecuted(Active transaction, int shard, long promised, List<Object> results) {
        if (transaction.isDecided) {
            return;
        }
        transaction.results.put(shard, results);
        transaction.timestamp = Math.max(transaction.timestamp, promised);
        List<Integer> participants = shards.ofAll(transaction.request.operations());
        if (transaction.results.keySet().containsAll(participants)) {
            transaction.isDecided = true;
            transaction.isWaiting = true;
            transaction.timestamp = replica.assign(transaction.timestamp);
            long since = environment.monotonicNanos();
            commitWait(transaction.timestamp, () -> commit(transaction, since));
        }
    }

    // ---- Commit wait, and phase two

    /**
     * Waits until the commit timestamp has passed for certain, and then commits. No transaction that begins after the
     * commit can get a smaller timestamp, at any node.
     */
    protected void commitWait(long timestamp, Runnable commit) {
        TrueTime trueTime = replica.trueTime();
        if (trueTime.after(timestamp)) {
            commit.run();
            return;
        }
        long missingNanos = timestamp - trueTime.now().earliest();
        environment.setTimer(missingNanos / NANOS_PER_MILLI + 1, () -> commitWait(timestamp, commit));
    }

    private void commit(Active transaction, long since) {
        String name = transaction.request.transaction();
        if (active.get(name) != transaction || !replica.leads(transaction.term)) {
            return; // Another leader decides.
        }
        environment.journal(new CommitWaited(name, environment.monotonicNanos() - since));
        transaction.isWaiting = false;
        List<List<Object>> own = shards.part(shards.own(), transaction.request.operations());
        replica.propose(ShardCommand.commit(name, transaction.timestamp, own));
        replica.promiseSafeTime();
    }

    private void abort(Active transaction) {
        if (!transaction.isDecided && replica.leads(transaction.term)) {
            transaction.isDecided = true;
            replica.propose(ShardCommand.abort(transaction.request.transaction()));
        }
    }

    /**
     * Handles a decision in the log.
     *
     * @param proposer node that has broadcast the decision
     * @param term term in which the node has broadcast the decision
     */
    final void onDecided(ShardCommand decision, String proposer, long term) {
        String name = decision.transaction();
        Active transaction = active.remove(name);
        aborting.remove(name);
        if (transaction == null) {
            return;
        }
        boolean commit = replica.state().outcome(name).commit();
        List<List<Object>> operations = transaction.request.operations();
        if (!commit) {
            send(transaction, new TransactionEnded(name, false, 0, List.of()));
        } else if (proposer.equals(environment.nodeId()) && term == transaction.term) {
            // Another leader may have read other values, and replies itself.
            send(transaction, new TransactionEnded(name, true, decision.timestamp(), merged(transaction)));
        }
        for (int shard : shards.ofAll(operations)) {
            if (shard != shards.own()) {
                shards.send(shard, new Decision(name, commit, decision.timestamp()));
            }
        }
    }

    private void send(Active transaction, TransactionEnded response) {
        environment.send(transaction.clientNode, response);
    }

    /** Returns the results of all shards in the order of the operations. */
    private List<Object> merged(Active transaction) {
        Map<Integer, Iterator<Object>> byShard = new TreeMap<>();
        transaction.results.forEach((shard, results) -> byShard.put(shard, results.iterator()));
        List<Object> merged = new ArrayList<>();
        for (List<Object> operation : transaction.request.operations()) {
            merged.add(byShard.get(shards.of(operation.get(1))).next());
        }
        return merged;
    }

    /** Returns the smallest timestamp of a transaction in commit wait, or the maximum value if there is none. */
    final long lowestWaiting() {
        return active.values().stream()
                .filter(transaction -> transaction.isWaiting)
                .mapToLong(transaction -> transaction.timestamp)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
