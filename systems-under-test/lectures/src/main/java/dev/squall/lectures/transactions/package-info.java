/**
 * A transactional store at four isolation levels: serializable, snapshot isolation, read committed and read
 * uncommitted. The lectures mention serializability with two-phase commit (7.1).
 *
 * <p>Open {@link dev.squall.lectures.transactions.TransactionsSystems} first, then {@link
 * dev.squall.lectures.transactions.TransactionStore}. Commit across several stores does not belong here.
 */
package dev.squall.lectures.transactions;
