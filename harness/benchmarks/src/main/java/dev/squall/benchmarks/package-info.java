/** Benchmarks of speed with JMH. */
package dev.squall.benchmarks;
