/**
 * A transactional store at four isolation levels: serializable, snapshot isolation, read committed and read
 * uncommitted. Lecture 7.1 mentions serializability in connection with two-phase commit.
 *
 * <p>Open {@link dev.squall.lectures.transactions.TransactionsSystems} first, then {@link
 * dev.squall.lectures.transactions.TransactionStore}. Commit across several stores does not belong here.
 */
package dev.squall.lectures.transactions;
