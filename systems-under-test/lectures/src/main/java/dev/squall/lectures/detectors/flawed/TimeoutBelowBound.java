package dev.squall.lectures.detectors.flawed;

import dev.squall.lectures.detectors.DetectorOptions;
import dev.squall.lectures.detectors.DetectorProgram;
import dev.squall.lectures.detectors.FailureDetector;
import dev.squall.lectures.detectors.PerfectDetector;
import dev.squall.node.Environment;

/**
 * A perfect failure detector with a timeout below the bound on delays.
 *
 * <p>Flaw: silence proves a crash only if the timeout exceeds the heartbeats' period and the longest delay together
 * (lecture 2.4).
 *
 * <p>Symptom: a permanent suspicion of a live node.
 *
 * <p>Trigger: two heartbeats that arrive further apart than the timeout.
 */
public final class TimeoutBelowBound extends DetectorProgram.Perfect {

    private static final long TIMEOUT_MILLIS = 150;

    @Override
    protected FailureDetector newDetector(Environment environment, DetectorOptions options) {
        return new PerfectDetector(environment, options.withTimeout(TIMEOUT_MILLIS));
    }
}
