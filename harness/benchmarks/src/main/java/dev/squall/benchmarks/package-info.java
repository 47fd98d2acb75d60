/** Speeds, measured by JMH. */
package dev.squall.benchmarks;
