/**
 * Spanner: transactions over sharded and replicated data, ordered by timestamps of TrueTime (lecture 8.2).
 *
 * <p>Open {@link dev.squall.lectures.spanner.TrueTime} first, then {@link dev.squall.lectures.spanner.Coordinator} for
 * commit wait, and {@link dev.squall.lectures.spanner.SnapshotReads} for safe time. Two-phase commit without data
 * belongs in {@code dev.squall.lectures.commit}.
 */
package dev.squall.lectures.spanner;
