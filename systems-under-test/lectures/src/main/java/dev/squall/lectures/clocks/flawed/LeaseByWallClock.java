package dev.squall.lectures.clocks.flawed;

import dev.squall.lectures.clocks.ClockProgram;
import dev.squall.lectures.clocks.LeaseNode;
import dev.squall.node.Environment;

/**
 * A lease with a term measured by the wall clock.
 *
 * <p>Flaw: the wall clock does not measure elapsed time, because it may be stepped (lecture 3.1).
 *
 * <p>Symptom: two nodes that act as holder at the same time.
 *
 * <p>Trigger: a holder's clock that is set back, which prolongs its lease, or a granting node's clock that is set
 * forward.
 */
public final class LeaseByWallClock extends ClockProgram.Lease {

    @Override
    protected LeaseNode newNode(Environment environment, long termMillis) {
        return new LeaseNode(environment, termMillis) {
            @Override
            protected long now(long machineNanos) {
                return environment.wallClockNanos();
            }
        };
    }
}
