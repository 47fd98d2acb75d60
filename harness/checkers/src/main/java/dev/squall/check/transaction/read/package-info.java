/**
 * Readers of histories of transactions: Jepsen's EDN and two text formats. Open {@link
 * dev.squall.check.transaction.read.TransactionReader} first. A reader rejects malformed operations.
 */
package dev.squall.check.transaction.read;
