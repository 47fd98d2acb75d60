/**
 * Suites: many experiments from one file, shared over machines and time, judged together. What runs one experiment is
 * given as a {@link dev.squall.cli.suite.Workbench}.
 */
package dev.squall.cli.suite;
