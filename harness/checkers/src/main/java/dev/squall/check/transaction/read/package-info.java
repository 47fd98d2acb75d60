/**
 * Readers of histories of transactions: Jepsen's EDN and two text formats. Open {@link
 * dev.squall.check.transaction.read.TransactionReader} first. A reader refuses every operation that it does not
 * understand.
 */
package dev.squall.check.transaction.read;
