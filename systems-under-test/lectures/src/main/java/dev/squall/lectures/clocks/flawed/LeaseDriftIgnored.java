package dev.squall.lectures.clocks.flawed;

import dev.squall.lectures.clocks.ClockProgram;
import dev.squall.lectures.clocks.LeaseNode;
import dev.squall.node.Environment;
import java.util.concurrent.TimeUnit;

/**
 * A lease that lets its holder act for the whole term by the holder's own clock.
 *
 * <p>Flaw: monotonic clocks run at different rates (lecture 3.1). By a slow clock, the holder's term ends after the
 * granting node has granted the lease to another node.
 *
 * <p>Symptom: two nodes that act as holder at the same time, near the end of a term.
 *
 * <p>Trigger: a holder with a slower clock than the granting node's.
 */
public final class LeaseDriftIgnored extends ClockProgram.Lease {

    @Override
    protected LeaseNode newNode(Environment environment, long termMillis) {
        return new LeaseNode(environment, termMillis) {
            @Override
            protected long safeTermNanos() {
                return TimeUnit.MILLISECONDS.toNanos(termMillis);
            }
        };
    }
}
