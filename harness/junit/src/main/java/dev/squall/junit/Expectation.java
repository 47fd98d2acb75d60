package dev.squall.junit;

import dev.squall.check.Validity;
import dev.squall.run.Run;
import org.opentest4j.AssertionFailedError;

/**
 * Expectation that at least one of a test's runs shows an anomaly. The test's invocations share the expectation, and
 * may be parallel.
 */
final class Expectation implements AutoCloseable {

    private final String anomaly;
    private final String methodName;
    private int runs;
    private boolean met;

    Expectation(String anomaly, String methodName) {
        this.anomaly = anomaly;
        this.methodName = methodName;
    }

    /** Counts a run, and returns true if it shows the anomaly. */
    synchronized boolean isMetBy(Run run) {
        boolean shows = run.verdicts().stream()
                .anyMatch(verdict -> verdict.validity() == Validity.VIOLATION
                        && verdict.anomaly().equals(anomaly));
        runs++;
        met |= shows;
        return shows;
    }

    /**
     * Checks the expectation, after all invocations have ended. Does nothing if there was no run, since then every
     * invocation was aborted or has failed.
     *
     * @throws AssertionFailedError if no run shows the anomaly
     */
    @Override
    public synchronized void close() {
        if (runs > 0 && !met) {
            throw new AssertionFailedError("@ChaosTest on " + methodName + ": none of " + runs + " runs shows "
                    + anomaly + "; expected at least one: more seeds, a longer time limit or other faults may do it");
        }
    }
}
