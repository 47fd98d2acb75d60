/**
 * Data that a report page reads from a run's folder: operations, violations, faults, and times.
 *
 * <p>Open {@link dev.squall.report.recorded.RunRecord} first.
 */
package dev.squall.report.recorded;
