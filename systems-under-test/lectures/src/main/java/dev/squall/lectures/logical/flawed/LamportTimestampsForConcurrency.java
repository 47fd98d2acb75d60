package dev.squall.lectures.logical.flawed;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LogicalClock;
import dev.squall.lectures.logical.VectorClock;

/**
 * A vector clock with a single entry for all nodes, which makes it a Lamport clock.
 *
 * <p>Flaw: from L(a) &lt; L(b), it does not follow that a happened before b, because a and b may be concurrent (lecture
 * 4.1).
 *
 * <p>Symptom: concurrent events with ordered timestamps.
 *
 * <p>Trigger: any two concurrent events. No fault is needed.
 */
public final class LamportTimestampsForConcurrency extends ClockProgram {

    @Override
    protected LogicalClock newClock() {
        return new VectorClock() {
            @Override
            protected String ownEntry(String nodeId) {
                return "all";
            }
        };
    }
}
