package dev.squall.lectures.clocks.flawed;

import dev.squall.lectures.clocks.ClockProgram;
import dev.squall.lectures.clocks.LogNode;
import dev.squall.node.Environment;

/**
 * Logs with timestamps from the wall clock, but later than those received.
 *
 * <p>Flaw: an answer has a later timestamp than its question now, but the clock of one node may be stepped back
 * (lecture 3.3). The node does not compare a timestamp with its own last one.
 *
 * <p>Symptom: a log whose entries change their order when they are sorted by timestamp.
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
