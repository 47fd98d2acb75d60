/**
 * Workloads of transactions, with Maelstrom's bodies. Open {@link dev.squall.workload.transaction.TransactionWorkload}
 * first. What judges their histories is in {@code dev.squall.check.transaction}.
 */
package dev.squall.workload.transaction;
