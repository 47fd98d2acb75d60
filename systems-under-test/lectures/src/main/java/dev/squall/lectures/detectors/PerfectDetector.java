package dev.squall.lectures.detectors;

import dev.squall.node.Environment;

/**
 * A perfect failure detector, for synchronous systems. The timeout exceeds the heartbeats' period and the longest
 * delay, so silence proves a crash, and a suspicion is permanent. In the crash-stop model, other nodes ignore the
 * heartbeats of a restarted node.
 */
public class PerfectDetector extends FailureDetector {

    public PerfectDetector(Environment environment, DetectorOptions options) {
        super(environment, options);
    }

    @Override
    protected final void onMistake(String node) {
        // In a synchronous system, only a restarted node can send heartbeats after a suspicion.
    }
}
