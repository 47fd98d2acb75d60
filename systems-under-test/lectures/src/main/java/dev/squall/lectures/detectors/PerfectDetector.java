package dev.squall.lectures.detectors;

import dev.squall.node.Environment;

/**
 * A perfect failure detector, for synchronous systems. The timeout exceeds the heartbeats' period and the longest
 * delay, so silence proves a crash, and a suspicion is for ever. The model is crash-stop: a restarted node is a new
 * one, which does not take part.
 */
public class PerfectDetector extends FailureDetector {

    public PerfectDetector(Environment environment, DetectorOptions options) {
        super(environment, options);
    }

    @Override
    protected final void onMistake(String node) {
        // In a synchronous system only a restarted node can be heard of again.
    }
}
