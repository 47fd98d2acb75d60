/**
 * Monitors: exact decision procedures in near-linear time, for certain models and histories. Open {@link
 * dev.squall.check.linear.monitor.Monitors} first, which chooses the monitor.
 */
package dev.squall.check.linear.monitor;
