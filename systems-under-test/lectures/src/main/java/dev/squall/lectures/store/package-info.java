/**
 * A transactional store of several shards, by strict two-phase locking and two-phase commit (lecture 7.1).
 *
 * <p>Open {@link dev.squall.lectures.store.StoreCoordinator} first, then {@link dev.squall.lectures.store.Shard}. Locks
 * and the steps of transactions are those of {@code dev.squall.lectures.transactions}. Atomic commitment is that of
 * {@code dev.squall.lectures.commit}.
 */
package dev.squall.lectures.store;
