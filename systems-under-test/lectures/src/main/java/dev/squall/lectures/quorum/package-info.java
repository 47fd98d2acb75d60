/**
 * Replication by quorums (lectures 5.2 and 7.2). Any quorum of the replicas can complete reads and writes. The
 * write-back of reads makes each key a linearizable register.
 *
 * <p>Open {@link dev.squall.lectures.quorum.QuorumNode} first, which is the algorithm.
 */
package dev.squall.lectures.quorum;
