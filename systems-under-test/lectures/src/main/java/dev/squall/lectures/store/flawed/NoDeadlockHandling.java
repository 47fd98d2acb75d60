package dev.squall.lectures.store.flawed;

import dev.squall.lectures.store.Shard;
import dev.squall.lectures.store.StoreCoordinator;
import dev.squall.lectures.store.StoreOptions;
import dev.squall.lectures.store.StoreProgram;
import dev.squall.node.Environment;

/**
 * A store of shards whose transactions wait for every lock, without a time limit.
 *
 * <p>Flaw: transactions that wait for each other in a cycle wait for ever (lecture 7.1).
 *
 * <p>Symptom: their keys stay locked, and the store stops answering.
 *
 * <p>Trigger: two transfers that read the same account before one of them writes it.
 */
public final class NoDeadlockHandling extends StoreProgram {

    @Override
    protected StoreCoordinator newCoordinator(Environment environment, StoreOptions options) {
        return new StoreCoordinator(environment, options.withoutTransactionTimeout());
    }

    @Override
    protected Shard newShard(Environment environment, StoreOptions options) {
        return new Shard(environment, options.withoutTransactionTimeout()) {
            @Override
            protected boolean waitsForOlder() {
                return true;
            }
        };
    }
}
