package dev.squall.experiment;

import dev.squall.fault.FaultFamily;
import java.util.List;
import java.util.Set;

/** Validator of an experiment's values. Messages about invalid values are one sentence. */
final class Bounds {

    private Bounds() {}

    static void requireWithin(String what, long found, long most) {
        require(found >= 1 && found <= most, what, found, "1 to " + most);
    }

    static void requireMillis(String what, long millis) {
        requireWithin(what + " in milliseconds", millis, Experiment.LONGEST_MILLIS);
    }

    static void requireRate(double ratePerSecond) {
        require(
                ratePerSecond >= Experiment.RATE_MIN && ratePerSecond <= Experiment.RATE_MAX,
                "the rate",
                ratePerSecond,
                "0.001 to 1000000 operations a second");
    }

    static void requireLatency(double latencyMillis) {
        require(
                latencyMillis >= 0 && latencyMillis <= Experiment.LONGEST_MILLIS,
                "the latency in milliseconds",
                latencyMillis,
                "0 to " + Experiment.LONGEST_MILLIS);
    }

    static void requireEachOnce(List<FaultFamily> faults) {
        require(Set.copyOf(faults).size() == faults.size(), "the list of faults", faults, "each fault once");
    }

    private static void require(boolean condition, String what, Object found, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is " + found + "; expected " + expected);
        }
    }
}
