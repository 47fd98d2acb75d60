/**
 * Checkers that compare totals: sums of counters, unique ids, and elements that entered and left a queue. Open {@link
 * dev.squall.check.totals.QueueTotals} first.
 */
package dev.squall.check.totals;
