package dev.squall.lectures.clocks.flawed;

import dev.squall.lectures.clocks.ClockProgram;
import dev.squall.lectures.clocks.LogNode;
import dev.squall.node.Environment;

/**
 * Logs with timestamps from the wall clock.
 *
 * <p>Flaw: the clocks of two nodes differ, so timestamps need not agree with causality (lecture 3.3).
 *
 * <p>Symptom: an answer with an earlier timestamp than its question.
 *
 * <p>Trigger: a clock that is ahead of another clock by more than the message's delay.
 */
public final class LogByWallClock extends ClockProgram.Log {

    @Override
    protected LogNode newNode(Environment environment) {
        return new LogNode(environment) {
            @Override
            protected long timestamp(long received) {
                return environment.wallClockNanos();
            }
        };
    }
}
