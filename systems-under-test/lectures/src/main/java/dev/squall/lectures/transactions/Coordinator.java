package dev.squall.lectures.transactions;

import dev.squall.lectures.transactions.TransactionsMessages.Abandon;
import dev.squall.lectures.transactions.TransactionsMessages.Aborted;
import dev.squall.lectures.transactions.TransactionsMessages.Begin;
import dev.squall.lectures.transactions.TransactionsMessages.Begun;
import dev.squall.lectures.transactions.TransactionsMessages.Commit;
import dev.squall.lectures.transactions.TransactionsMessages.Committed;
import dev.squall.lectures.transactions.TransactionsMessages.Operate;
import dev.squall.lectures.transactions.TransactionsMessages.Operated;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Timer;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Coordinator of the transactions of a node's clients, which sends each step to the store in one message. The
 * coordinator never retransmits. At its timeout, a transaction is aborted, or is indeterminate if the coordinator has
 * already requested the commit.
 */
final class Coordinator {

    private static final int NOT_BEGUN = -1;

    /** A transaction between the client's request and the reply. */
    private static final class Running {
        private final Message request;
        private final Procedure procedure;
        private final List<Object> results = new ArrayList<>();
        /** Number of the step last sent to the store. */
        private int asked = NOT_BEGUN;

        private boolean isCommitting;
        private long storeLife;
        private long ticket;
        private Timer expiry;

        Running(Message request, Procedure procedure) {
            this.request = request;
            this.procedure = procedure;
        }
    }

    private final Environment environment;
    private final int timeoutMillis;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private long life;
    private long begun;

    Coordinator(Environment environment, int timeoutMillis) {
        this.environment = environment;
        this.timeoutMillis = timeoutMillis;
    }

    void start(long lifeOfNode) {
        life = lifeOfNode;
    }

    void onRequest(Message request, Procedure procedure) {
        Optional<ErrorReply> refusal = procedure.refusal(List.of());
        if (refusal.isPresent()) {
            environment.reply(request, refusal.get());
            return;
        }
        Running transaction = new Running(request, procedure);
        String name = environment.nodeId() + "/" + life + "/" + ++begun;
        running.put(name, transaction);
        transaction.expiry = environment.setTimer(timeoutMillis, () -> onTimeout(name));
        toStore(new Begin(name));
    }

    void onBegun(Begun message) {
        Running transaction = running.get(message.name());
        if (transaction != null && transaction.asked == NOT_BEGUN) {
            transaction.storeLife = message.storeLife();
            transaction.ticket = message.ticket();
            proceed(message.name(), transaction);
        }
    }

    void onOperated(Operated message) {
        Running transaction = running.get(message.name());
        if (transaction != null && message.number() == transaction.asked && !transaction.isCommitting) {
            transaction.results.add(message.result());
            proceed(message.name(), transaction);
        }
    }

    void onCommitted(Committed message) {
        Running transaction = running.get(message.name());
        if (transaction != null) {
            end(message.name(), transaction.procedure.reply(transaction.results));
        }
    }

    /**
     * Handles an abort. An abort of the last requested step is final; an abort of an earlier step is a late copy, and
     * is ignored.
     */
    void onAborted(Aborted message) {
        Running transaction = running.get(message.name());
        if (transaction != null && message.number() == transaction.asked) {
            end(message.name(), new ErrorReply(message.code(), message.text()));
        }
    }

    private void proceed(String name, Running transaction) {
        Optional<ErrorReply> refusal = transaction.procedure.refusal(transaction.results);
        if (refusal.isPresent()) {
            abandon(transaction);
            end(name, refusal.get());
            return;
        }
        transaction.asked++;
        Optional<List<Object>> step = transaction.procedure.next(transaction.results);
        transaction.isCommitting = step.isEmpty();
        toStore(
                step.isPresent()
                        ? new Operate(name, transaction.storeLife, transaction.ticket, transaction.asked, step.get())
                        : new Commit(name, transaction.storeLife, transaction.ticket, transaction.asked));
    }

    private void onTimeout(String name) {
        Running transaction = running.get(name);
        if (transaction.isCommitting) {
            end(name, new ErrorReply(ErrorCode.TIMEOUT, "the store did not say if the transaction has committed"));
            return;
        }
        abandon(transaction);
        end(name, new ErrorReply(ErrorCode.ABORT, "the transaction came to no end in time"));
    }

    private void abandon(Running transaction) {
        if (transaction.asked != NOT_BEGUN) {
            toStore(new Abandon(transaction.storeLife, transaction.ticket));
        }
    }

    private void end(String name, Body reply) {
        Running transaction = running.remove(name);
        transaction.expiry.cancel();
        environment.reply(transaction.request, reply);
    }

    private void toStore(Body body) {
        environment.send(environment.nodeIds().get(0), body);
    }
}
