package dev.squall.lectures.quorum.flawed;

import dev.squall.lectures.quorum.QuorumNode;
import dev.squall.lectures.quorum.QuorumOptions;
import dev.squall.lectures.quorum.QuorumProgram;
import dev.squall.node.Environment;

/**
 * A quorum store that takes the counter of a write's timestamp from the wall clock instead of from a read quorum.
 *
 * <p>Flaw: a write at a node with a clock that is behind gets a lower timestamp than an earlier completed write. The
 * replicas ignore the later write (lectures 3.3 and 7.2).
 *
 * <p>Symptom: stale reads, because an acknowledged write loses against an earlier write.
 *
 * <p>Trigger: skew between the wall clocks, without any other fault.
 */
public final class VersionFromWallClock extends QuorumProgram {

    @Override
    protected QuorumNode newNode(Environment environment, QuorumOptions options) {
        return new QuorumNode(environment, options) {
            @Override
            protected long nextCounter(long newest, long issued) {
                return Math.max(environment.wallClockNanos(), issued + 1);
            }
        };
    }
}
