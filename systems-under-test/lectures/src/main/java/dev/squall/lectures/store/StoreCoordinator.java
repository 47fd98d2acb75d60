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
 * <p>Growing phase: each step takes its lock. A step that needs a lock of an older transaction aborts the transaction.
 * Two-phase commit begins after the last step. From then on the transaction takes no lock, and each shard releases its
 * locks at the decision. So the committed transactions are strictly serializable, if crashes keep synced records.
 *
 * <p>The coordinator never repeats a step. If a step or its result is lost, the transaction is aborted after a timeout.
 */
public final class StoreCoordinator extends Coordinator {

    private static final int LIFE_BITS = 16;
    private static final int NODE_BITS = 8;

    /** A transaction between the client's request and the reply. */
    private static final class Running {
        private final Message request;
        private final Procedure procedure;
        private final List<Object> results = new ArrayList<>();
        /** Life of each shard in the transaction's first step there. */
        private final Map<String, Long> lives = new LinkedHashMap<>();
        /** Number of steps at each shard. */
        private final Map<String, Long> steps = new LinkedHashMap<>();

        private Timer expiry;

        private Running(Message request, Procedure procedure) {
            this.request = request;
            this.procedure = procedure;
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
        time = Math.max(time, ticket >> (LIFE_BITS + NODE_BITS));
    }

    /** Returns a ticket that no node has used before, in this life or in another. */
    private long newTicket() {
        long index = environment.nodeIds().indexOf(environment.nodeId());
        time++;
        return (time << LIFE_BITS | life) << NODE_BITS | index;
    }

    // ---- Steps

    void onRequest(Message request, Procedure procedure) {
        Optional<ErrorReply> refusal = procedure.refusal(List.of());
        if (refusal.isPresent()) {
            environment.reply(request, refusal.get());
            return;
        }
        Running transaction = new Running(request, procedure);
        long ticket = newTicket();
        running.put(ticket, transaction);
        transaction.expiry = environment.setTimer(
                options.transactionTimeoutMillis(),
                () -> abort(ticket, ErrorCode.ABORT, "the transaction came to no end in time"));
        proceed(ticket, transaction);
    }

    private void proceed(long ticket, Running transaction) {
        Optional<ErrorReply> refusal = transaction.procedure.refusal(transaction.results);
        if (refusal.isPresent()) {
            abort(ticket, refusal.get());
            return;
        }
        Optional<List<Object>> step = transaction.procedure.next(transaction.results);
        if (step.isPresent()) {
            String shard = shardOf(step.get().get(1));
            transaction.steps.merge(shard, 1L, Long::sum);
            environment.send(shard, new Operate(ticket, transaction.results.size(), step.get()));
            return;
        }
        transaction.expiry.cancel();
        if (transaction.lives.isEmpty()) {
            reply(transaction.request, ticket, true);
            return;
        }
        Map<String, Object> items = new LinkedHashMap<>();
        transaction.lives.forEach(
                (shard, lifeOfShard) -> items.put(shard, Arrays.asList(lifeOfShard, transaction.steps.get(shard))));
        begin(transaction.request, ticket, items);
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
            proceed(operated.ticket(), transaction);
        }
    }

    void onDied(Died died) {
        Running transaction = running.get(died.ticket());
        if (transaction != null && died.number() == transaction.results.size()) {
            abort(died.ticket(), ErrorCode.TXN_CONFLICT, died.text());
        }
    }

    private void abort(long ticket, ErrorCode code, String text) {
        abort(ticket, new ErrorReply(code, text));
    }

    /** Aborts a transaction before two-phase commit. */
    private void abort(long ticket, ErrorReply error) {
        Running transaction = running.remove(ticket);
        transaction.expiry.cancel();
        transaction.steps.keySet().forEach(shard -> environment.send(shard, new Abandon(ticket)));
        environment.reply(transaction.request, error);
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
