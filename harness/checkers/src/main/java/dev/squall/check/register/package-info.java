/**
 * Consistency models of registers weaker than linearizability: sequential, causal, and eventual convergence. Open
 * {@link dev.squall.check.register.SequentialConsistency} first, then {@link
 * dev.squall.check.register.RegisterHistory}, in which all of them read a history.
 *
 * <p>A session is what one process does. After an {@code :info} the client goes on as another process, and so in
 * another session. Session guarantees are in {@code dev.squall.check.session}.
 */
package dev.squall.check.register;
