/**
 * Total order broadcast by Raft, and a linearizable key-value store over it (lectures 6.2, 5.3 and 7.2).
 *
 * <p>Open {@link dev.squall.lectures.raft.RaftNode} first, which is the algorithm. {@link
 * dev.squall.lectures.raft.KeyValueStore} is the store over Raft.
 */
package dev.squall.lectures.raft;
