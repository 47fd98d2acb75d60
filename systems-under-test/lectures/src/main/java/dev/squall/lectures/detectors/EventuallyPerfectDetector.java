package dev.squall.lectures.detectors;

import dev.squall.node.Environment;

/**
 * An eventually perfect failure detector, for partially synchronous systems. No bound on delays is known. Each mistake
 * makes the timeout longer, so a timeout exceeds the bound after finitely many mistakes.
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
