/** Measurement of the Spanner of lecture 8.2. */
package dev.squall.benchmarks.spanner;
