/**
 * Times of the checks of isolation levels, with the memory that each needs. Start with
 * {@link dev.squall.benchmarks.transactions.TransactionTable}.
 */
package dev.squall.benchmarks.transactions;
