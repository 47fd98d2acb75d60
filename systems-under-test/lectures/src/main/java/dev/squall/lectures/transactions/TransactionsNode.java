package dev.squall.lectures.transactions;

import dev.squall.lectures.transactions.TransactionsMessages.Abandon;
import dev.squall.lectures.transactions.TransactionsMessages.Aborted;
import dev.squall.lectures.transactions.TransactionsMessages.Begin;
import dev.squall.lectures.transactions.TransactionsMessages.Begun;
import dev.squall.lectures.transactions.TransactionsMessages.Commit;
import dev.squall.lectures.transactions.TransactionsMessages.Committed;
import dev.squall.lectures.transactions.TransactionsMessages.LifeBegun;
import dev.squall.lectures.transactions.TransactionsMessages.Operate;
import dev.squall.lectures.transactions.TransactionsMessages.Operated;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import java.util.List;

/** A node that coordinates the transactions of its clients. The first node of the cluster is the store as well. */
final class TransactionsNode implements Node {

    private final Environment environment;
    private final Coordinator coordinator;
    private final TransactionStore store;

    TransactionsNode(Environment environment, Coordinator coordinator, TransactionStore store) {
        this.environment = environment;
        this.coordinator = coordinator;
        this.store = store;
    }

    @Override
    public void start() {
        List<StableRecord> records = environment.storage().read();
        long life = records.stream().filter(LifeBegun.class::isInstance).count();
        environment.storage().append(new LifeBegun());
        environment.storage().sync();
        coordinator.start(life);
        store.start(life, records);
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Begin begin) {
            store.onBegin(message.source(), begin);
        } else if (message.body() instanceof Operate operate) {
            store.onOperate(operate);
        } else if (message.body() instanceof Commit commit) {
            store.onCommit(commit);
        } else if (message.body() instanceof Abandon abandon) {
            store.onAbandon(abandon);
        } else if (message.body() instanceof Begun begun) {
            coordinator.onBegun(begun);
        } else if (message.body() instanceof Operated operated) {
            coordinator.onOperated(operated);
        } else if (message.body() instanceof Committed committed) {
            coordinator.onCommitted(committed);
        } else if (message.body() instanceof Aborted aborted) {
            coordinator.onAborted(aborted);
        } else {
            Procedure.of(message.body()).ifPresent(procedure -> coordinator.onRequest(message, procedure));
        }
    }
}
