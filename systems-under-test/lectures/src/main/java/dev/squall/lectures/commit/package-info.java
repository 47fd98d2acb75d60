/**
 * Atomic commitment: two-phase commit, and two-phase commit with votes by total order broadcast (lecture 7.1).
 *
 * <p>Open {@link dev.squall.lectures.commit.Coordinator} first, then {@link dev.squall.lectures.commit.Participant} and
 * {@link dev.squall.lectures.commit.FaultTolerantCommit}. The workload {@code atomic-commit} and the analysis of its
 * journals belong here too. Transactions that read and write data belong in {@code dev.squall.lectures.transactions}.
 */
package dev.squall.lectures.commit;
