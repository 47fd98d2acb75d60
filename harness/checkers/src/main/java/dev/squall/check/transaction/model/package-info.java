/**
 * Histories of transactions, stored in primitive arrays. Open {@link
 * dev.squall.check.transaction.model.TransactionHistory} first. File formats and checker algorithms do not belong here.
 */
package dev.squall.check.transaction.model;
