package dev.squall.experiment;

import dev.squall.cluster.Latency;
import dev.squall.cluster.Seed;
import dev.squall.nemesis.NemesisPackage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What to run: one immutable value, which is printed, saved with the run, and enough to run it again.
 *
 * @param system the system's name in the catalogue, or that of the binary
 * @param systemOptions the system's own settings
 * @param binary the command line of a node, when the system is not in the catalogue; else empty
 * @param workload the workload's name
 * @param world {@code simulated}, {@code process} or {@code docker}
 * @param nodeCount from 1 to {@link #NODES_MAX}
 * @param concurrency how many operations may be open at once; from 1 to {@link #CONCURRENCY_MAX}
 * @param ratePerSecond operations a second, all clients together; from a thousandth to a million
 * @param timeLimitMillis how long the safety phase lasts; from 1 to {@link #LONGEST_MILLIS}, as the other times
 * @param faults the families of faults, by name, each once
 * @param nemesisIntervalMillis about how long a fault, and a calm, lasts
 * @param latencyMillis mean latency of a message between nodes, added to what the world itself takes
 * @param latencyDistribution its shape
 * @param operationTimeoutMillis after which an operation without an answer is indeterminate
 * @param recoveryBoundMillis within which every client must be served again after healing
 * @param stopOnViolation whether the run ends where a property is first seen to be broken, rather than at its time
 * @param seed from which all that is random follows
 */
public record Experiment(
        String system,
        Map<String, String> systemOptions,
        List<String> binary,
        String workload,
        String world,
        int nodeCount,
        int concurrency,
        double ratePerSecond,
        long timeLimitMillis,
        List<String> faults,
        long nemesisIntervalMillis,
        double latencyMillis,
        Latency.Distribution latencyDistribution,
        long operationTimeoutMillis,
        long recoveryBoundMillis,
        boolean stopOnViolation,
        long seed) {

    /** The world of virtual time. */
    public static final String SIMULATED = "simulated";

    /** The world of operating system processes. */
    public static final String PROCESS = "process";

    /** The world of containers. */
    public static final String DOCKER = "docker";

    /** The most nodes: each pair of them has links of its own. */
    public static final int NODES_MAX = 1_000;

    /** The most client threads. */
    public static final int CONCURRENCY_MAX = 100_000;

    /** The longest time of any kind. A year: far from where nanoseconds overflow. */
    public static final long LONGEST_MILLIS = 31_536_000_000L;

    static final double RATE_MIN = 0.001;
    static final double RATE_MAX = 1e6;

    private static final long MILLISECOND_NANOS = 1_000_000L;

    public Experiment {
        systemOptions = Collections.unmodifiableMap(new TreeMap<>(systemOptions));
        binary = List.copyOf(binary);
        faults = List.copyOf(faults);
        requireWithin("the number of nodes", nodeCount, NODES_MAX);
        requireWithin("the concurrency", concurrency, CONCURRENCY_MAX);
        require(
                ratePerSecond >= RATE_MIN && ratePerSecond <= RATE_MAX,
                "the rate",
                ratePerSecond,
                "0.001 to 1000000 operations a second");
        requireMillis("the time limit", timeLimitMillis);
        requireMillis("the nemesis interval", nemesisIntervalMillis);
        requireMillis("the operation timeout", operationTimeoutMillis);
        requireMillis("the recovery bound", recoveryBoundMillis);
        require(
                latencyMillis >= 0 && latencyMillis <= LONGEST_MILLIS,
                "the latency in milliseconds",
                latencyMillis,
                "0 to " + LONGEST_MILLIS);
        requireKnownFaults(faults);
    }

    private static void requireMillis(String what, long millis) {
        requireWithin(what + " in milliseconds", millis, LONGEST_MILLIS);
    }

    private static void requireWithin(String what, long found, long most) {
        require(found >= 1 && found <= most, what, found, "1 to " + most);
    }

    private static void requireKnownFaults(List<String> faults) {
        List<String> known = Arrays.stream(NemesisPackage.values())
                .map(NemesisPackage::faultName)
                .toList();
        for (String fault : faults) {
            require(known.contains(fault), "the fault", fault, "one of " + String.join(", ", known));
        }
        require(Set.copyOf(faults).size() == faults.size(), "the list of faults", faults, "each fault once");
    }

    private static void require(boolean condition, String what, Object found, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(what + " is " + found + "; expected " + expected);
        }
    }

    /** The names of the nodes: n1, n2, ... */
    public List<String> nodeIds() {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= nodeCount; i++) {
            ids.add("n" + i);
        }
        return ids;
    }

    public Latency latency() {
        return new Latency((long) (latencyMillis * MILLISECOND_NANOS), latencyDistribution);
    }

    public Seed randomSeed() {
        return new Seed(seed);
    }

    long timeLimitNanos() {
        return timeLimitMillis * MILLISECOND_NANOS;
    }

    long nemesisIntervalNanos() {
        return nemesisIntervalMillis * MILLISECOND_NANOS;
    }

    long operationTimeoutNanos() {
        return operationTimeoutMillis * MILLISECOND_NANOS;
    }

    long recoveryBoundNanos() {
        return recoveryBoundMillis * MILLISECOND_NANOS;
    }

    /** The same experiment from another seed. */
    public Experiment withSeed(long newSeed) {
        return with(newSeed, faults, nemesisIntervalMillis, ratePerSecond);
    }

    /** The same experiment with other choices for what a swarm draws. */
    Experiment with(long newSeed, List<String> newFaults, long newNemesisIntervalMillis, double newRatePerSecond) {
        return new Experiment(
                system,
                systemOptions,
                binary,
                workload,
                world,
                nodeCount,
                concurrency,
                newRatePerSecond,
                timeLimitMillis,
                newFaults,
                newNemesisIntervalMillis,
                latencyMillis,
                latencyDistribution,
                operationTimeoutMillis,
                recoveryBoundMillis,
                stopOnViolation,
                newSeed);
    }
}
