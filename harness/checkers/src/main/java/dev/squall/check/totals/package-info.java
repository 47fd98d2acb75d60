/** Checkers that add up: counters, unique ids, and what went into a queue against what came out of it. */
package dev.squall.check.totals;
