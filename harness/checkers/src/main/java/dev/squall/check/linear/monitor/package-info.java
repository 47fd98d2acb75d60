/**
 * Exact decisions in near-linear time, for models and histories that allow it. Open {@link
 * dev.squall.check.linear.monitor.Monitors} first, which chooses the monitor.
 */
package dev.squall.check.linear.monitor;
