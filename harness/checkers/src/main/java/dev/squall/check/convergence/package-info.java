/**
 * Checks of eventual convergence of replicas, with the time that each update took. Open {@link
 * dev.squall.check.convergence.SetConvergence} first. Convergence of registers is in {@code dev.squall.check.register}.
 */
package dev.squall.check.convergence;
