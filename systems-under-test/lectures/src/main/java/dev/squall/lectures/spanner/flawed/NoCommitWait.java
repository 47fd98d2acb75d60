package dev.squall.lectures.spanner.flawed;

import dev.squall.lectures.spanner.Coordinator;
import dev.squall.lectures.spanner.ShardReplica;
import dev.squall.lectures.spanner.SpannerProgram;

/**
 * Spanner whose coordinators commit at once.
 *
 * <p>Flaw: the commit timestamp is in the future by a fast clock, so a later transaction gets a smaller timestamp by a
 * slow clock (lecture 8.2).
 *
 * <p>Symptom: a transaction ends before another begins, and has the larger timestamp.
 *
 * <p>Trigger: clocks of two shards' leaders that differ, within epsilon.
 */
public final class NoCommitWait extends SpannerProgram {

    @Override
    protected Coordinator newCoordinator(ShardReplica replica) {
        return new Coordinator(replica) {
            @Override
            protected void commitWait(long timestamp, Runnable commit) {
                commit.run();
            }
        };
    }
}
