package dev.squall.lectures.spanner.flawed;

import dev.squall.lectures.spanner.ShardReplica;
import dev.squall.lectures.spanner.SnapshotReads;
import dev.squall.lectures.spanner.SpannerProgram;

/**
 * Spanner whose replicas serve every read at once.
 *
 * <p>Flaw: a transaction may still commit at or below the timestamp of the read, and a follower may not have all
 * earlier commits (lecture 8.2).
 *
 * <p>Symptom: a read misses a version that is at or below its timestamp.
 *
 * <p>Trigger: a transaction that is prepared, in commit wait, or on its way to the replica.
 */
public final class SafeTimeNotAwaited extends SpannerProgram {

    @Override
    protected SnapshotReads newReads(ShardReplica replica) {
        return new SnapshotReads(replica) {
            @Override
            protected boolean isSafe(long timestamp) {
                return true;
            }
        };
    }
}
