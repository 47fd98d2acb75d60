/**
 * Consistency models of registers weaker than linearizability: sequential consistency, causal consistency and the
 * session guarantees. A session is what one process does; after an {@code :info} the client goes on as another process,
 * and so in another session.
 */
package dev.squall.check.register;
