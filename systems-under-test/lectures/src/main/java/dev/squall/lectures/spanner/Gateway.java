package dev.squall.lectures.spanner;

import dev.squall.lectures.spanner.SpannerMessages.BeginTransaction;
import dev.squall.lectures.spanner.SpannerMessages.ReadAt;
import dev.squall.lectures.spanner.SpannerMessages.ReadAtOk;
import dev.squall.lectures.spanner.SpannerMessages.TransactionEnded;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Transactions.Txn;
import dev.squall.node.protocol.Transactions.TxnOk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sender of a client's transactions to the shards, at every node. A transaction with a write goes to a coordinator. A
 * transaction of reads only gets the timestamp {@code latest} of TrueTime, and reads all shards as of this timestamp.
 *
 * <p>The sender attempts an aborted transaction again, under a new name. The abort is in the log of the coordinator's
 * shard, so at most one attempt commits.
 */
final class Gateway {

    /** A transaction between the client's request and the reply. */
    private static final class Pending {
        private final Message request;
        private final List<List<Object>> operations;
        private final long beganNanos;
        /** Timestamp of the reads; meaningful for read-only transactions only. */
        private final long timestamp;
        /** Values by key, from the shards that have answered. */
        private final Map<Object, Object> values = new LinkedHashMap<>();

        private final Map<Integer, List<Object>> missing = new TreeMap<>();
        /** Number of aborted attempts; meaningful for read-write transactions only. */
        private int aborted;
        /** Ticket of the first attempt. */
        private final long firstTicket;

        private Pending(
                Message request, List<List<Object>> operations, long beganNanos, long timestamp, long firstTicket) {
            this.request = request;
            this.operations = operations;
            this.beganNanos = beganNanos;
            this.timestamp = timestamp;
            this.firstTicket = firstTicket;
        }

        private boolean isReadOnly() {
            return operations.stream().allMatch(operation -> operation.get(0).equals("r"));
        }
    }

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NODES_MAX = 64;
    private static final long ATTEMPTS_MAX = 1_024;

    private final Environment environment;
    private final SpannerOptions options;
    private final TrueTime trueTime;
    private final Shards shards;
    /** Transactions by the name of their current attempt. */
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private long lastTicket;

    Gateway(Environment environment, SpannerOptions options, TrueTime trueTime, Shards shards) {
        this.environment = environment;
        this.options = options;
        this.trueTime = trueTime;
        this.shards = shards;
    }

    /** Handles a client's request, or a response to one. Returns false for other messages. */
    boolean handles(Message message) {
        Body body = message.body();
        if (body instanceof Txn txn) {
            onRequest(message, txn.txn());
        } else if (body instanceof TransactionEnded ended) {
            onEnded(ended);
        } else if (body instanceof ReadAtOk read) {
            onReadAtOk(read);
        } else {
            return false;
        }
        return true;
    }

    private void onRequest(Message request, List<List<Object>> operations) {
        long began = environment.monotonicNanos();
        if (operations.isEmpty() || !operations.stream().allMatch(Gateway::isWellFormed)) {
            environment.reply(
                    request,
                    new ErrorReply(
                            ErrorCode.MALFORMED_REQUEST,
                            "found the operations " + operations
                                    + "; expected some of [r, key, null], [w, key, value] or [append, key, value]"));
            return;
        }
        Pending transaction =
                new Pending(request, operations, began, trueTime.now().latest(), nextTicket());
        if (transaction.isReadOnly()) {
            for (int shard : shards.ofAll(operations)) {
                List<Object> keys = shards.part(shard, operations).stream()
                        .map(operation -> operation.get(1))
                        .distinct()
                        .toList();
                transaction.missing.put(shard, keys);
            }
        }
        attempt(transaction);
    }

    private void attempt(Pending transaction) {
        String name = transaction.request.source() + "/" + transaction.request.messageId()
                + (transaction.aborted == 0 ? "" : "/" + transaction.aborted);
        pending.put(name, transaction);
        send(name, transaction);
    }

    /**
     * Returns the ticket of the next transaction's first attempt, unique in the run: a reading of the machine's clock,
     * this node's index, and space for later attempts.
     */
    private long nextTicket() {
        long own = environment.nodeIds().indexOf(environment.nodeId()) * ATTEMPTS_MAX + ATTEMPTS_MAX - 1;
        long spacing = NODES_MAX * ATTEMPTS_MAX;
        lastTicket = Math.max(environment.monotonicNanos() / spacing * spacing + own, lastTicket + spacing);
        return lastTicket;
    }

    private static boolean isWellFormed(List<Object> operation) {
        return operation.size() == 3
                && operation.get(1) != null
                && List.of("r", "w", "append").contains(String.valueOf(operation.get(0)))
                && (operation.get(0).equals("r") || operation.get(2) != null);
    }

    private void send(String name, Pending transaction) {
        if (transaction.isReadOnly()) {
            transaction.missing.forEach(
                    (shard, keys) -> shards.send(shard, new ReadAt(name, transaction.timestamp, keys)));
        } else {
            int coordinator = shards.ofAll(transaction.operations).get(0);
            // A later attempt is older, so it waits if an earlier attempt still has locks at a shard.
            long ticket = transaction.firstTicket - transaction.aborted;
            shards.send(coordinator, new BeginTransaction(name, ticket, transaction.operations));
        }
    }

    /** Sends unanswered requests again, and gives up old ones. */
    void retry() {
        List.copyOf(pending.entrySet()).forEach(each -> {
            Pending transaction = each.getValue();
            if (!isOld(transaction)) {
                send(each.getKey(), transaction);
            } else {
                pending.remove(each.getKey());
                environment.reply(
                        transaction.request,
                        new ErrorReply(ErrorCode.TIMEOUT, "no shard said if the transaction has committed"));
            }
        });
    }

    private boolean isOld(Pending transaction) {
        return environment.monotonicNanos() - transaction.beganNanos > options.lifetimeMillis() * NANOS_PER_MILLI;
    }

    // ---- Responses

    private void onEnded(TransactionEnded ended) {
        Pending transaction = pending.remove(ended.transaction());
        if (transaction == null) {
            return;
        }
        if (ended.commit()) {
            replyOk(ended.transaction(), transaction, false, ended.timestamp(), ended.results());
        } else {
            transaction.aborted++;
            environment.setTimer(options.backoffMillis(), () -> tryAgain(transaction));
        }
    }

    /** Attempts an aborted transaction again, under the same age, so that it wins over younger ones in the end. */
    private void tryAgain(Pending transaction) {
        if (isOld(transaction) || transaction.aborted == ATTEMPTS_MAX) {
            environment.reply(
                    transaction.request,
                    new ErrorReply(ErrorCode.TXN_CONFLICT, "an older transaction uses a key, or a shard was silent"));
        } else {
            attempt(transaction);
        }
    }

    private void onReadAtOk(ReadAtOk read) {
        Pending transaction = pending.get(read.transaction());
        List<Object> keys = transaction == null ? null : transaction.missing.remove(read.shard());
        if (keys == null) {
            return; // A response of another replica was faster.
        }
        for (int i = 0; i < keys.size(); i++) {
            transaction.values.put(keys.get(i), read.values().get(i));
        }
        if (transaction.missing.isEmpty()) {
            pending.remove(read.transaction());
            List<Object> results = new ArrayList<>();
            transaction.operations.forEach(operation -> results.add(transaction.values.get(operation.get(1))));
            replyOk(read.transaction(), transaction, true, transaction.timestamp, results);
        }
    }

    private void replyOk(String name, Pending transaction, boolean readOnly, long timestamp, List<Object> results) {
        List<List<Object>> done = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            List<Object> operation = transaction.operations.get(i);
            done.add(Arrays.asList(operation.get(0), operation.get(1), results.get(i)));
        }
        environment.journal(new SpannerFacts.Ended(
                name, readOnly, timestamp, transaction.beganNanos, environment.monotonicNanos()));
        environment.reply(transaction.request, new TxnOk(done));
    }
}
