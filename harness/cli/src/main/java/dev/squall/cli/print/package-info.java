/**
 * Results in words, tables and JSON on a terminal. Open {@link dev.squall.cli.print.RunText} first. Nothing here runs
 * or judges; pages belong to {@code dev.squall.report}.
 */
package dev.squall.cli.print;
