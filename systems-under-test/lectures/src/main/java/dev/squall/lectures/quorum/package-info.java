/**
 * Replication by quorums (lectures 5.2 and 7.2). Any quorum of the replicas completes reads and writes, and the
 * write-back of reads makes them linearizable.
 *
 * <p>{@link dev.squall.lectures.quorum.QuorumNode} is the algorithm.
 */
package dev.squall.lectures.quorum;
