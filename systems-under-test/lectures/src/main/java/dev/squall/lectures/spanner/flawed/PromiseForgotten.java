package dev.squall.lectures.spanner.flawed;

import dev.squall.lectures.spanner.ShardReplica;
import dev.squall.lectures.spanner.SpannerOptions;
import dev.squall.lectures.spanner.SpannerProgram;
import dev.squall.lectures.spanner.TrueTime;
import dev.squall.node.Environment;

/**
 * Spanner whose leaders assign timestamps by their clock only.
 *
 * <p>Flaw: the shard has promised that no transaction commits at or below a safe time, and the leader's clock may be
 * behind the safe time (lecture 8.2).
 *
 * <p>Symptom: a version appears at or below the timestamp of an earlier read.
 *
 * <p>Trigger: a read-only transaction from a node with a fast clock, before a write at a leader with a slow clock.
 */
public final class PromiseForgotten extends SpannerProgram {

    @Override
    protected ShardReplica newReplica(Environment environment, SpannerOptions options, TrueTime trueTime) {
        return new ShardReplica(environment, options, trueTime) {
            @Override
            protected long lastPromised() {
                return 0;
            }
        };
    }
}
