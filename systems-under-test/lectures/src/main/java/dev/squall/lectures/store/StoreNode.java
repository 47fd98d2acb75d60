package dev.squall.lectures.store;

import dev.squall.lectures.commit.CommitFacts;
import dev.squall.lectures.commit.CommitMessages.Decision;
import dev.squall.lectures.commit.CommitMessages.DecisionAck;
import dev.squall.lectures.commit.CommitMessages.Prepare;
import dev.squall.lectures.commit.CommitMessages.Vote;
import dev.squall.lectures.commit.Participant;
import dev.squall.lectures.store.StoreMessages.Abandon;
import dev.squall.lectures.store.StoreMessages.Died;
import dev.squall.lectures.store.StoreMessages.Operate;
import dev.squall.lectures.store.StoreMessages.Operated;
import dev.squall.lectures.transactions.Procedure;
import dev.squall.lectures.transactions.TransactionsMessages.LifeBegun;
import dev.squall.node.Environment;
import dev.squall.node.Message;
import dev.squall.node.Node;
import dev.squall.node.StableRecord;
import java.util.List;

/** A node that coordinates the transactions of its clients, and is a shard of all nodes' transactions. */
final class StoreNode implements Node {

    private final Environment environment;
    private final StoreCoordinator coordinator;
    private final Shard shard;
    private final Participant participant;

    StoreNode(Environment environment, StoreCoordinator coordinator, Shard shard) {
        this.environment = environment;
        this.coordinator = coordinator;
        this.shard = shard;
        participant = new Participant(environment, shard);
    }

    @Override
    public void start() {
        List<StableRecord> records = environment.storage().read();
        long life = records.stream().filter(LifeBegun.class::isInstance).count();
        environment.storage().append(new LifeBegun());
        environment.storage().sync();
        shard.beginLife(life);
        coordinator.beginLife(life);
        participant.start(records);
        coordinator.start(records);
        environment.journal(new CommitFacts.Resumed());
    }

    @Override
    public void receive(Message message) {
        String from = message.source();
        if (message.body() instanceof Operate operate) {
            coordinator.onTicket(operate.ticket());
            shard.onOperate(from, operate);
        } else if (message.body() instanceof Operated operated) {
            coordinator.onOperated(from, operated);
        } else if (message.body() instanceof Died died) {
            coordinator.onDied(died);
        } else if (message.body() instanceof Abandon abandon) {
            shard.onAbandon(abandon);
        } else if (message.body() instanceof Prepare prepare) {
            participant.onPrepare(from, prepare);
        } else if (message.body() instanceof Vote vote) {
            coordinator.onVote(from, vote);
        } else if (message.body() instanceof Decision decision) {
            participant.onDecision(from, decision);
        } else if (message.body() instanceof DecisionAck ack) {
            coordinator.onDecisionAck(from, ack);
        } else {
            Procedure.of(message.body()).ifPresent(procedure -> coordinator.onRequest(message, procedure));
        }
    }
}
