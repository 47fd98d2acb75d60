/**
 * Consistency models of registers weaker than linearizability: sequential, causal, and eventual convergence. Open
 * {@link dev.squall.check.register.SequentialConsistency} first, then {@link
 * dev.squall.check.register.RegisterHistory}, their common input.
 *
 * <p>A session is the sequence of one process's operations. After an {@code :info} the client continues as another
 * process and thus in another session. Session guarantees are in {@code dev.squall.check.session}.
 */
package dev.squall.check.register;
