package dev.squall.lectures.store;

import dev.squall.lectures.commit.Coordinator;
import dev.squall.lectures.store.StoreMessages.Abandon;
import dev.squall.lectures.store.StoreMessages.Died;
import dev.squall.lectures.store.StoreMessages.Operate;
import dev.squall.lectures.store.StoreMessages.Operated;
import dev.squall.lectures.transactions.Procedure;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Timer;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Coordinator of the transactions of a node's clients: first the steps, each at the shard of its key, and then
 * two-phase commit of all shards that took part (lecture 7.1).
 *
 * <p>Growing phase: each step takes its lock. A step that needs a lock of an older transaction ends the attempt, and
 * the transaction begins again. Two-phase commit begins after the last step. From then on the transaction takes no
 * lock, and each shard releases its locks at the decision. So the committed transactions are strictly serializable, if
 * crashes keep synced records.
 *
 * <p>The coordinator repeats a step until its result arrives. If the steps come to no end, the transaction is aborted
 * after a timeout.
 */
public final class StoreCoordinator extends Coordinator {

    /** Time until a transaction that died begins again, so that the older transaction can end meanwhile. */
    private static final int RESTART_MILLIS = 10;

    /** A transaction between the client's request and the reply. */
    private static final class Running {
        private final Message request;
        private final Procedure procedure;
        private final List<Object> results = new ArrayList<>();
        /** Life of each shard in the transaction's first step there. */
        private final Map<String, Long> lives = new LinkedHashMap<>();
        /** Number of steps at each shard. */
        private final Map<String, Long> steps = new LinkedHashMap<>();

        /** Ticket of the current attempt. */
        private long ticket;

        private Timer expiry = () -> {};
        /** Repetition of the last step, or the next attempt. */
        private Timer next = () -> {};

        private Running(Message request, Procedure procedure, long ticket) {
            this.request = request;
            this.procedure = procedure;
            this.ticket = ticket;
        }
    }

    private final Environment environment;
    private final StoreOptions options;
    private final Map<Object, Running> running = new LinkedHashMap<>();
    private long life;
    /** Logical time of the node, so that tickets of different nodes have about the order of their requests. */
    private long time;

    public StoreCoordinator(Environment environment, StoreOptions options) {
        super(environment, options.commit());
        this.environment = environment;
        this.options = options;
    }

    /** Begins a life of the coordinator, before two-phase commit continues the transactions of earlier lives. */
    void beginLife(long lifeOfNode) {
        life = lifeOfNode;
    }

    /** Notes the ticket of a transaction that another node coordinates. */
    void onTicket(long ticket) {
        time = Math.max(time, StoreTickets.time(ticket));
    }

    /** Returns a ticket that no node has used before, in this life or in another. */
    private long newTicket() {
        return StoreTickets.first(++time, life, environment.nodeIds().indexOf(environment.nodeId()));
    }

    // ---- Steps

    void onRequest(Message request, Procedure procedure) {
        Optional<ErrorReply> refusal = procedure.refusal(List.of());
        if (refusal.isPresent()) {
            environment.reply(request, refusal.get());
            return;
        }
        Running transaction = new Running(request, procedure, newTicket());
        running.put(transaction.ticket, transaction);
        transaction.expiry = environment.setTimer(
                options.transactionTimeoutMillis(),
                () -> abort(transaction, new ErrorReply(ErrorCode.ABORT, "the transaction came to no end in time")));
        proceed(transaction);
    }

    private void proceed(Running transaction) {
        transaction.next.cancel();
        Optional<ErrorReply> refusal = transaction.procedure.refusal(transaction.results);
        if (refusal.isPresent()) {
            abort(transaction, refusal.get());
            return;
        }
        Optional<List<Object>> step = transaction.procedure.next(transaction.results);
        if (step.isPresent()) {
            String shard = shardOf(step.get().get(1));
            transaction.steps.merge(shard, 1L, Long::sum);
            send(transaction, shard, new Operate(transaction.ticket, transaction.results.size(), step.get()));
            return;
        }
        transaction.expiry.cancel();
        if (transaction.lives.isEmpty()) {
            reply(transaction.request, transaction.ticket, true);
            return;
        }
        Map<String, Object> items = new LinkedHashMap<>();
        transaction.lives.forEach(
                (shard, lifeOfShard) -> items.put(shard, Arrays.asList(lifeOfShard, transaction.steps.get(shard))));
        begin(transaction.request, transaction.ticket, items);
    }

    /** Sends a step, and repeats it until its result arrives. */
    private void send(Running transaction, String shard, Operate operate) {
        environment.send(shard, operate);
        transaction.next =
                environment.setTimer(options.commit().retryMillis(), () -> send(transaction, shard, operate));
    }

    /** Returns the node that has a key. */
    private String shardOf(Object key) {
        List<String> nodes = environment.nodeIds();
        return nodes.get(Math.floorMod(String.valueOf(key).hashCode(), nodes.size()));
    }

    void onOperated(String shard, Operated operated) {
        Running transaction = running.get(operated.ticket());
        if (transaction != null && operated.number() == transaction.results.size()) {
            transaction.lives.putIfAbsent(shard, operated.life());
            transaction.results.add(operated.result());
            proceed(transaction);
        }
    }

    void onDied(Died died) {
        Running transaction = running.get(died.ticket());
        if (transaction == null || died.number() != transaction.results.size()) {
            return;
        }
        if (StoreTickets.isLastAttempt(died.ticket())) {
            abort(transaction, new ErrorReply(ErrorCode.TXN_CONFLICT, died.text()));
        } else {
            tryAgain(transaction);
        }
    }

    /** Begins a transaction again at its old age, so that at last it is the oldest and does not die. */
    private void tryAgain(Running transaction) {
        abandon(transaction);
        transaction.results.clear();
        transaction.lives.clear();
        transaction.steps.clear();
        transaction.ticket++;
        running.put(transaction.ticket, transaction);
        transaction.next = environment.setTimer(RESTART_MILLIS, () -> proceed(transaction));
    }

    /** Aborts a transaction before two-phase commit. */
    private void abort(Running transaction, ErrorReply error) {
        transaction.expiry.cancel();
        abandon(transaction);
        environment.reply(transaction.request, error);
    }

    /** Ends the current attempt at the shards. */
    private void abandon(Running transaction) {
        transaction.next.cancel();
        running.remove(transaction.ticket);
        transaction.steps.keySet().forEach(shard -> environment.send(shard, new Abandon(transaction.ticket)));
    }

    // ---- After two-phase commit

    @Override
    protected void reply(Message request, Object ticket, boolean commit) {
        Running transaction = running.remove(ticket);
        Body body = commit
                ? transaction.procedure.reply(transaction.results)
                : new ErrorReply(ErrorCode.ABORT, "a shard voted to abort, or did not vote in time");
        environment.reply(request, body);
    }
}
