/**
 * The server that shows pages of a folder of runs, finished and under way.
 *
 * <p>Open {@link dev.squall.report.serve.RunsServer} first.
 */
package dev.squall.report.serve;
