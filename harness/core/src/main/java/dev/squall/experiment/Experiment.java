package dev.squall.experiment;

import dev.squall.fault.FaultFamily;
import dev.squall.run.Run;
import dev.squall.world.Latency;
import dev.squall.world.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

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
        Bounds.requireWithin("the number of nodes", nodeCount, NODES_MAX);
        Bounds.requireWithin("the concurrency", concurrency, CONCURRENCY_MAX);
        Bounds.requireRate(ratePerSecond);
        Bounds.requireMillis("the time limit", timeLimitMillis);
        Bounds.requireMillis("the nemesis interval", nemesisIntervalMillis);
        Bounds.requireMillis("the operation timeout", operationTimeoutMillis);
        Bounds.requireMillis("the recovery bound", recoveryBoundMillis);
        Bounds.requireLatency(latencyMillis);
        Bounds.requireKnownFaults(faults);
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

    public long timeLimitNanos() {
        return timeLimitMillis * MILLISECOND_NANOS;
    }

    public long nemesisIntervalNanos() {
        return nemesisIntervalMillis * MILLISECOND_NANOS;
    }

    public long operationTimeoutNanos() {
        return operationTimeoutMillis * MILLISECOND_NANOS;
    }

    public long recoveryBoundNanos() {
        return recoveryBoundMillis * MILLISECOND_NANOS;
    }

    /** The same experiment from another seed. */
    public Experiment withSeed(long newSeed) {
        return toBuilder().seed(newSeed).build();
    }

    /**
     * Of a simulated experiment of 5 nodes, 200 operations a second for 30 s, and no faults, from seed 1; two client
     * threads for each node, unless their number is set.
     *
     * @param system its name
     * @param workload its name
     */
    public static Builder builder(String system, String workload) {
        return new Builder(system, workload);
    }

    /** Of an experiment that is this one, but for what is set. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Makes an experiment step by step; {@link #build} checks what was set. For one thread. */
    public static final class Builder {

        private static final int CLIENTS_PER_NODE = 2;

        private final String system;
        private final String workload;
        private Map<String, String> systemOptions = Map.of();
        private List<String> binary = List.of();
        private String world = SIMULATED;
        private int nodeCount = 5;
        private OptionalInt concurrency = OptionalInt.empty();
        private double ratePerSecond = 200;
        private long timeLimitMillis = 30_000;
        private List<String> faults = List.of();
        private long nemesisIntervalMillis = 3_000;
        private double latencyMillis = 2;
        private Latency.Distribution latencyDistribution = Latency.Distribution.UNIFORM;
        private long operationTimeoutMillis = 1_000;
        private long recoveryBoundMillis = 10_000;
        private boolean stopOnViolation;
        private long seed = 1;
        private Function<Experiment, Run> runner = experiment -> {
            throw new IllegalStateException("nothing was named that runs experiments; name it by runBy");
        };

        private Builder(String system, String workload) {
            this.system = system;
            this.workload = workload;
        }

        private Builder(Experiment base) {
            this(base.system, base.workload);
            systemOptions = base.systemOptions;
            binary = base.binary;
            world = base.world;
            nodeCount = base.nodeCount;
            concurrency = OptionalInt.of(base.concurrency);
            ratePerSecond = base.ratePerSecond;
            timeLimitMillis = base.timeLimitMillis;
            faults = base.faults;
            nemesisIntervalMillis = base.nemesisIntervalMillis;
            latencyMillis = base.latencyMillis;
            latencyDistribution = base.latencyDistribution;
            operationTimeoutMillis = base.operationTimeoutMillis;
            recoveryBoundMillis = base.recoveryBoundMillis;
            stopOnViolation = base.stopOnViolation;
            seed = base.seed;
        }

        public Builder systemOptions(Map<String, String> options) {
            systemOptions = options;
            return this;
        }

        public Builder binary(List<String> commandLine) {
            binary = commandLine;
            return this;
        }

        public Builder world(String name) {
            world = name;
            return this;
        }

        public Builder nodeCount(int nodes) {
            nodeCount = nodes;
            return this;
        }

        public Builder concurrency(int clients) {
            concurrency = OptionalInt.of(clients);
            return this;
        }

        public Builder ratePerSecond(double operationsPerSecond) {
            ratePerSecond = operationsPerSecond;
            return this;
        }

        public Builder timeLimitMillis(long millis) {
            timeLimitMillis = millis;
            return this;
        }

        public Builder faults(List<String> families) {
            faults = families;
            return this;
        }

        /** The families of faults, in whatever order: an experiment has them in that in which they are known. */
        public Builder faults(FaultFamily... families) {
            return faults(
                    Arrays.stream(families).sorted().map(FaultFamily::faultName).toList());
        }

        public Builder nemesisIntervalMillis(long millis) {
            nemesisIntervalMillis = millis;
            return this;
        }

        public Builder latencyMillis(double millis) {
            latencyMillis = millis;
            return this;
        }

        public Builder latencyDistribution(Latency.Distribution shape) {
            latencyDistribution = shape;
            return this;
        }

        public Builder operationTimeoutMillis(long millis) {
            operationTimeoutMillis = millis;
            return this;
        }

        public Builder recoveryBoundMillis(long millis) {
            recoveryBoundMillis = millis;
            return this;
        }

        public Builder stopOnViolation(boolean stop) {
            stopOnViolation = stop;
            return this;
        }

        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /** By what {@link #run} makes the run. */
        public Builder runBy(Function<Experiment, Run> newRunner) {
            runner = newRunner;
            return this;
        }

        /**
         * The experiment.
         *
         * @throws IllegalArgumentException if a value is out of its bounds; the message is one sentence
         */
        public Experiment build() {
            return new Experiment(
                    system,
                    systemOptions,
                    binary,
                    workload,
                    world,
                    nodeCount,
                    concurrency.orElse((int) Math.min(Integer.MAX_VALUE, (long) CLIENTS_PER_NODE * nodeCount)),
                    ratePerSecond,
                    timeLimitMillis,
                    faults,
                    nemesisIntervalMillis,
                    latencyMillis,
                    latencyDistribution,
                    operationTimeoutMillis,
                    recoveryBoundMillis,
                    stopOnViolation,
                    seed);
        }

        /**
         * Builds the experiment and runs it.
         *
         * @throws IllegalStateException if {@link #runBy} was not called
         */
        public Run run() {
            return runner.apply(build());
        }
    }
}
