/**
 * Workloads of transactions, with Maelstrom's message types. Open {@link
 * dev.squall.workload.transaction.TransactionWorkload} first. The checkers of their histories are in {@code
 * dev.squall.check.transaction}.
 */
package dev.squall.workload.transaction;
