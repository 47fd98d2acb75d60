package dev.squall.lectures.store;

import dev.squall.lectures.commit.CommitFacts;
import dev.squall.lectures.commit.CommitMessages;
import dev.squall.lectures.commit.CommitRecords;
import dev.squall.lectures.transactions.TransactionsMessages.LifeBegun;
import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.StableRecord;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Bank;
import dev.squall.node.protocol.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Program of the transactional store of shards, with the options of {@link StoreOptions#of}. A flawed variant overrides
 * the creation of the shard or of the coordinator.
 */
public class StoreProgram implements NodeProgram {

    private static final Vocabulary VOCABULARY = vocabularyOfStore();

    private static Vocabulary vocabularyOfStore() {
        List<Class<? extends Body>> bodies = new ArrayList<>(CommitMessages.NODES);
        bodies.addAll(StoreMessages.ALL);
        List<Class<? extends StableRecord>> records = new ArrayList<>(CommitRecords.ALL);
        records.add(LifeBegun.class);
        return new Vocabulary(bodies, records, CommitFacts.ALL)
                .withBodies(Transactions.VOCABULARY)
                .withBodies(Bank.VOCABULARY);
    }

    @Override
    public final Node create(Environment environment, Map<String, String> options) {
        StoreOptions storeOptions = StoreOptions.of(options);
        return new StoreNode(
                environment, newCoordinator(environment, storeOptions), newShard(environment, storeOptions));
    }

    /** Creates the coordinator of a node's transactions. */
    protected StoreCoordinator newCoordinator(Environment environment, StoreOptions options) {
        return new StoreCoordinator(environment, options);
    }

    /** Creates a node's shard. */
    protected Shard newShard(Environment environment, StoreOptions options) {
        return new Shard(environment, options);
    }

    @Override
    public final Vocabulary vocabulary() {
        return VOCABULARY;
    }
}
