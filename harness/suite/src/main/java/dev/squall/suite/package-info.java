/**
 * Suites: many experiments from one file, shared over machines and time, judged together. Open {@link
 * dev.squall.suite.SuiteRunner} first. One run belongs to {@code dev.squall.run}, options to the command line.
 */
package dev.squall.suite;
