/**
 * Mutation testing of the harness: mutants of a system's sound node classes, made by PIT's engine, and their runs in
 * the simulated world. Open {@link dev.squall.mutate.MutantRun} first. Processes that bound the time and memory of
 * mutants are in {@code dev.squall.mutate.worker}.
 */
package dev.squall.mutate;
