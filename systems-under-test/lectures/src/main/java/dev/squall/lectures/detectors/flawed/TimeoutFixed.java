package dev.squall.lectures.detectors.flawed;

import dev.squall.lectures.detectors.DetectorOptions;
import dev.squall.lectures.detectors.DetectorProgram;
import dev.squall.lectures.detectors.EventuallyPerfectDetector;
import dev.squall.lectures.detectors.FailureDetector;
import dev.squall.node.Environment;

/**
 * An eventually perfect failure detector with timeouts that never grow.
 *
 * <p>Flaw: the bound on delays exists, but is unknown (lecture 2.4). A timeout below the bound stays below the bound.
 *
 * <p>Symptom: live nodes that are suspected again and again, in a network without faults.
 *
 * <p>Trigger: delays that sometimes exceed the timeout.
 */
public final class TimeoutFixed extends DetectorProgram.EventuallyPerfect {

    @Override
    protected FailureDetector newDetector(Environment environment, DetectorOptions options) {
        return new EventuallyPerfectDetector(environment, options) {
            @Override
            protected void growTimeout(String node) {
                // The flaw: the detector does not increase the timeout after a mistake.
            }
        };
    }
}
