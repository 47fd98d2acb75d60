/**
 * HTTP server for the report pages of a folder of runs, finished and under way.
 *
 * <p>Open {@link dev.squall.report.serve.RunsServer} first.
 */
package dev.squall.report.serve;
