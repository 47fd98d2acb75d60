/**
 * Suites: many experiments from one file, divided among machines and limited in time, with a common result. Open {@link
 * dev.squall.suite.SuiteRunner} first. Single runs belong to {@code dev.squall.run}, and options to the command line.
 */
package dev.squall.suite;
