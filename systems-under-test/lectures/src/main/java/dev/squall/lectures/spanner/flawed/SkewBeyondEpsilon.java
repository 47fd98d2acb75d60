package dev.squall.lectures.spanner.flawed;

import dev.squall.lectures.spanner.SpannerProgram;
import dev.squall.lectures.spanner.TrueTime;
import dev.squall.node.Environment;

/**
 * Spanner whose clocks are the machines' wall clocks, without synchronisation.
 *
 * <p>Flaw: nothing bounds the error of a wall clock, so true time is not always within the interval (lecture 8.2).
 *
 * <p>Symptom: a transaction ends before another begins, and has the larger timestamp.
 *
 * <p>Trigger: a wall clock that is stepped by more than epsilon.
 */
public final class SkewBeyondEpsilon extends SpannerProgram {

    @Override
    protected TrueTime newTrueTime(Environment environment, long epsilonNanos) {
        return new TrueTime(environment, epsilonNanos) {
            @Override
            protected long time(long machineNanos) {
                return environment.wallClockNanos();
            }
        };
    }
}
