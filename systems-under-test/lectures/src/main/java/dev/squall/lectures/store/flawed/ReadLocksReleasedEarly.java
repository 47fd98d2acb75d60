package dev.squall.lectures.store.flawed;

import dev.squall.lectures.store.Shard;
import dev.squall.lectures.store.StoreOptions;
import dev.squall.lectures.store.StoreProgram;
import dev.squall.node.Environment;

/**
 * A store of shards whose reads release their lock at once.
 *
 * <p>Flaw: a transaction takes locks after it has released one, so its locking has not two phases (lecture 7.1).
 *
 * <p>Symptom: a transaction sees one key before and another key after the same commit, or overwrites what it has not
 * seen.
 *
 * <p>Trigger: two transactions that read and write the same two keys at the same time.
 */
public final class ReadLocksReleasedEarly extends StoreProgram {

    @Override
    protected Shard newShard(Environment environment, StoreOptions options) {
        return new Shard(environment, options) {
            @Override
            protected void afterRead(Object key, long ticket) {
                releaseReadLock(key, ticket);
            }
        };
    }
}
