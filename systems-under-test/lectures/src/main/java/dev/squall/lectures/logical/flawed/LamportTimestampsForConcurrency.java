package dev.squall.lectures.logical.flawed;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LogicalClock;
import dev.squall.lectures.logical.VectorClock;

/**
 * A vector clock with one entry for all nodes, which is a Lamport clock.
 *
 * <p>Flaw: L(a) &lt; L(b) does not tell if a happened before b or both are concurrent (lecture 4.1).
 *
 * <p>Symptom: concurrent events whose timestamps are ordered.
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
