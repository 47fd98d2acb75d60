/**
 * Checkers of histories that are made for one anomaly each: a bank's total, long forks, write skews. Open {@link
 * dev.squall.check.transaction.pattern.BankTotals} first. Isolation levels of any transactions belong in {@link
 * dev.squall.check.transaction.TransactionChecker}.
 */
package dev.squall.check.transaction.pattern;
