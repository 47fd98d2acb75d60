/**
 * Facts that a page reads from a run folder: calls, violations, faults, and times.
 *
 * <p>Open {@link dev.squall.report.recorded.RunRecord} first.
 */
package dev.squall.report.recorded;
