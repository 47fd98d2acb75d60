package dev.squall.lectures.detectors;

import dev.squall.node.Environment;

/**
 * An eventually perfect failure detector, for partially synchronous systems. In such a system, delays have an unknown
 * bound. The timeout grows after each mistake, and therefore exceeds the bound after finitely many mistakes.
 */
public class EventuallyPerfectDetector extends FailureDetector {

    public EventuallyPerfectDetector(Environment environment, DetectorOptions options) {
        super(environment, options);
    }

    @Override
    protected final void onMistake(String node) {
        growTimeout(node);
        restore(node);
    }
}
