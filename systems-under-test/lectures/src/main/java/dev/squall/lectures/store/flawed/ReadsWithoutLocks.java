package dev.squall.lectures.store.flawed;

import dev.squall.lectures.store.Shard;
import dev.squall.lectures.store.StoreOptions;
import dev.squall.lectures.store.StoreProgram;
import dev.squall.node.Environment;

/**
 * A store of shards whose reads take no lock, and return the committed value at once.
 *
 * <p>Flaw: a transaction that is committed, but whose decision is still under way to the shard, is not seen (lecture
 * 7.1). A key can also change after it was read.
 *
 * <p>Symptom: a read misses a transaction that had ended before it began, or sees only a part of a transaction.
 *
 * <p>Trigger: a read between a coordinator's decision and its arrival at the shard.
 */
public final class ReadsWithoutLocks extends StoreProgram {

    @Override
    protected Shard newShard(Environment environment, StoreOptions options) {
        return new Shard(environment, options) {
            @Override
            protected boolean locksReads() {
                return false;
            }
        };
    }
}
