package dev.squall.lectures.clocks.flawed;

import dev.squall.lectures.clocks.ClockProgram;
import dev.squall.lectures.clocks.LogNode;
import dev.squall.node.Environment;

/**
 * Logs with timestamps from the wall clock, but always later than the received timestamps.
 *
 * <p>Flaw: a node does not compare a new timestamp with its own last timestamp (lecture 3.3). Answers have later
 * timestamps than their questions, but a clock that is stepped back reverses the order within one log.
 *
 * <p>Symptom: a log in which sorting by timestamp changes the order of the entries.
 *
 * <p>Trigger: a clock that is set back between two entries.
 */
public final class LogByMergedWallClock extends ClockProgram.Log {

    @Override
    protected LogNode newNode(Environment environment) {
        return new LogNode(environment) {
            private long lastReceived;

            @Override
            protected long timestamp(long received) {
                lastReceived = Math.max(lastReceived, received);
                return Math.max(environment.wallClockNanos(), lastReceived + 1);
            }
        };
    }
}
