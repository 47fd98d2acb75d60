package dev.squall.experiment;

import dev.squall.fault.FaultFamily;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Validator of an experiment's values. Messages about invalid values are one sentence. */
final class Bounds {

    private static final Pattern NAME = Pattern.compile("[abd-zABD-Z][A-Za-z0-9-]{0,30}");

    private Bounds() {}

    static void requireWithin(String what, long found, long most) {
        require(found >= 1 && found <= most, what, found, "1 to " + most);
    }

    static void requireMillis(String what, long millis) {
        requireWithin(what + " in milliseconds", millis, Experiment.LONGEST_MILLIS);
    }

    /** Validates the names of nodes, which may not look like those of clients. */
    static void requireNames(List<String> names, int nodeCount) {
        for (String name : names) {
            require(
                    NAME.matcher(name).matches(),
                    "a node's name",
                    name,
                    "letters, digits and hyphens, without c first");
        }
        require(
                names.isEmpty() || Set.copyOf(names).size() == nodeCount && names.size() == nodeCount,
                "the list of nodes",
                names,
                "a name of its own for each node");
    }

    /** Validates a rate. Without a limit, clients of nodes that take no virtual time would stop the time. */
    static void requireRate(double ratePerSecond, boolean isVirtual) {
        require(
                ratePerSecond == 0 && !isVirtual
                        || ratePerSecond >= Experiment.RATE_MIN && ratePerSecond <= Experiment.RATE_MAX,
                "the rate",
                ratePerSecond,
                "0.001 to 1000000 operations a second" + (isVirtual ? "" : ", or 0 for no limit"));
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
