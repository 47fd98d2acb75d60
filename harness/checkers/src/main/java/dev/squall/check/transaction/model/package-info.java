/**
 * Transactions as data, in primitive arrays. Open {@link dev.squall.check.transaction.model.TransactionHistory} first.
 * No file format and no algorithm of a checker belongs here.
 */
package dev.squall.check.transaction.model;
