/**
 * Total order broadcast by Raft, and a linearizable key-value store over it (lectures 6.2, 5.3 and 7.2).
 *
 * <p>{@link dev.squall.lectures.raft.RaftNode} is the algorithm, {@link dev.squall.lectures.raft.KeyValueStore} the
 * store over it.
 */
package dev.squall.lectures.raft;
