package dev.squall.lectures.logical.flawed;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LamportClock;
import dev.squall.lectures.logical.LogicalClock;

/**
 * A Lamport clock that gives a message the timestamp of the previous event.
 *
 * <p>Flaw: sending a message is an event, and each event of a node needs a timestamp of its own (lecture 4.1).
 *
 * <p>Symptom: two events of one node with the same timestamp, so that timestamp and node are no total order.
 *
 * <p>Trigger: any message. No fault is needed.
 */
public final class NotIncrementedBeforeSend extends ClockProgram {

    @Override
    protected LogicalClock newClock() {
        return new LamportClock() {
            @Override
            protected long beforeSending(long now) {
                return now;
            }
        };
    }
}
