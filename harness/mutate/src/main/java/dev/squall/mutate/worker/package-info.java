/**
 * Processes that run mutants, since a mutated handler without end cannot be stopped within a JVM. Open {@link
 * dev.squall.mutate.worker.MutationTesting} first.
 */
package dev.squall.mutate.worker;
