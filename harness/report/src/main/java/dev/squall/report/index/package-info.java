/**
 * The index page: it lists runs, suites, claims, and trends.
 *
 * <p>Open {@link dev.squall.report.index.IndexPage} first.
 */
package dev.squall.report.index;
