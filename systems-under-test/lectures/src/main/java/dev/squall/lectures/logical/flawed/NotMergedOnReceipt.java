package dev.squall.lectures.logical.flawed;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LamportClock;
import dev.squall.lectures.logical.LogicalClock;

/**
 * A Lamport clock that ignores the timestamps of received messages.
 *
 * <p>Flaw: the receipt of a message must have a later timestamp than the send, even if the receiver's clock is behind
 * (lecture 4.1).
 *
 * <p>Symptom: a receipt with a timestamp that is not greater than the timestamp of the send.
 *
 * <p>Trigger: a message from a node with a higher clock. No fault is needed.
 */
public final class NotMergedOnReceipt extends ClockProgram {

    @Override
    protected LogicalClock newClock() {
        return new LamportClock() {
            @Override
            protected long merged(long now, long received) {
                return now;
            }
        };
    }
}
