/**
 * Plots over the time of a run: rates, latencies, clocks, and convergence.
 *
 * <p>Open {@link dev.squall.report.plot.PlotsSection} first.
 */
package dev.squall.report.plot;
