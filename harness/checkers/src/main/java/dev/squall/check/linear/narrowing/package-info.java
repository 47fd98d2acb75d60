/**
 * Narrowing of the intervals in which calls can take effect, before any search. {@link
 * dev.squall.check.linear.narrowing.IntervalNarrowing} comes first. What assumes that no value is written twice belongs
 * into the monitors instead.
 */
package dev.squall.check.linear.narrowing;
