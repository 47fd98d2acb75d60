/**
 * Retries of operations that are idempotent, and of others (lecture 5.1).
 *
 * <p>Open {@link dev.squall.lectures.idempotence.TimestampedSet} first, then {@link
 * dev.squall.lectures.idempotence.RetryNode}. Retries with deduplication belong in {@code dev.squall.lectures.rpc}.
 */
package dev.squall.lectures.idempotence;
