package dev.squall.lectures.clocks.flawed;

import dev.squall.lectures.clocks.ClockProgram;
import dev.squall.lectures.clocks.LeaseNode;
import dev.squall.node.Environment;
import java.util.concurrent.TimeUnit;

/**
 * A lease whose holder acts for the whole term by its own clock.
 *
 * <p>Flaw: monotonic clocks run at different rates (lecture 3.1). The term of a slow clock ends after the granting node
 * has granted the lease to another node.
 *
 * <p>Symptom: two nodes that act as holder at the same time, near the end of a term.
 *
 * <p>Trigger: a holder whose clock is slower than that of the granting node.
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
