/**
 * Replication by quorums (lectures 5.2 and 7.2): reads and writes that any quorum of the replicas completes, and the
 * write-back on reads that makes them linearizable.
 *
 * <p>{@link dev.squall.lectures.quorum.QuorumNode} is the algorithm.
 */
package dev.squall.lectures.quorum;
