package dev.squall.lectures.logical.flawed;

import dev.squall.lectures.logical.ClockProgram;
import dev.squall.lectures.logical.LamportClock;
import dev.squall.lectures.logical.LogicalClock;

/**
 * A Lamport clock that ignores the timestamps of received messages.
 *
 * <p>Flaw: the receipt of a message must be later than its sending, whatever the receiver's clock shows (lecture 4.1).
 *
 * <p>Symptom: a receipt whose timestamp is not greater than that of the sending.
 *
 * <p>Trigger: a message from a node that has had more events. No fault is needed.
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
