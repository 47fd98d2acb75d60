/**
 * Eventual convergence of replicas, and how long each update took. Open {@link
 * dev.squall.check.convergence.SetConvergence} first. Convergence of registers is in {@code
 * dev.squall.check.register}.
 */
package dev.squall.check.convergence;
