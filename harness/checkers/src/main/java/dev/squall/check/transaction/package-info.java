/**
 * Isolation of transactions: decides the levels that a history of transactions over lists or registers satisfies, with
 * proofs. Open {@link dev.squall.check.transaction.TransactionChecker} first. Levels, histories, readers, certificates
 * and engines are in the packages below; their composition belongs here.
 */
package dev.squall.check.transaction;
