/**
 * Checkers that compare sums: counters, unique ids, and what entered a queue with what left it. Open {@link
 * dev.squall.check.totals.QueueTotals} first.
 */
package dev.squall.check.totals;
