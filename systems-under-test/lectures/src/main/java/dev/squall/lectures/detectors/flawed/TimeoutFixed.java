package dev.squall.lectures.detectors.flawed;

import dev.squall.lectures.detectors.DetectorOptions;
import dev.squall.lectures.detectors.DetectorProgram;
import dev.squall.lectures.detectors.EventuallyPerfectDetector;
import dev.squall.lectures.detectors.FailureDetector;
import dev.squall.node.Environment;

/**
 * An eventually perfect failure detector whose timeouts do not grow.
 *
 * <p>Flaw: the bound on delays exists, but it is not known (lecture 2.4). A timeout below it stays below it.
 *
 * <p>Symptom: live nodes that are suspected again and again, in a calm network.
 *
 * <p>Trigger: delays that exceed the timeout now and then.
 */
public final class TimeoutFixed extends DetectorProgram.EventuallyPerfect {

    @Override
    protected FailureDetector newDetector(Environment environment, DetectorOptions options) {
        return new EventuallyPerfectDetector(environment, options) {
            @Override
            protected void growTimeout(String node) {
                // The flaw: the detector learns nothing from its mistake.
            }
        };
    }
}
