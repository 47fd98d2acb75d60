package dev.squall.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.squall.fault.FaultFamily;
import dev.squall.world.Latency;
import dev.squall.world.Seed;
import dev.squall.world.WorldKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Complete definition of a run, as an immutable value. The experiment is printed and saved with the run, and suffices
 * to repeat it. Use {@link #builder} to create an experiment; only the builder calls the constructor.
 *
 * @param system the system's name in the catalogue, or the name of the executable
 * @param systemOptions settings of the system
 * @param binary the command line of a node if the system is not in the catalogue; otherwise empty
 * @param systemFile the file that describes the system; empty if there is none
 * @param workload the workload's name
 * @param world kind of the world in which the nodes run
 * @param nodeCount number of nodes; from 1 to {@link #NODES_MAX}
 * @param nodeNames names of the nodes; empty for n1, n2, ...
 * @param concurrency maximum number of open operations; from 1 to {@link #CONCURRENCY_MAX}
 * @param ratePerSecond operations per second of all clients together; from 0.001 to 1,000,000, or 0 for as many as the
 *     clients can make in real time
 * @param timeLimitMillis duration of the safety phase; from 1 to {@link #LONGEST_MILLIS}, like the other times
 * @param faults the families of faults, each once, in the order of {@link FaultFamily}
 * @param nemesisIntervalMillis approximate duration of each fault and of each calm
 * @param latencyMillis mean latency of a message between nodes, in addition to that of the world itself
 * @param latencyDistribution distribution of the latency
 * @param operationTimeoutMillis time after which the outcome of an operation without reply is unknown
 * @param recoveryBoundMillis longest time after healing until every client must be served again
 * @param successes operations that must succeed before healing; otherwise the run is vacuous
 * @param stopOnViolation true if the run ends at the first violation that is found, before its time limit
 * @param seed seed of all random choices in the run
 */
// Longer than 350 lines: each component needs a line here, and a field, a setter and two copies in the builder.
public record Experiment(
        String system,
        Map<String, String> systemOptions,
        List<String> binary,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String systemFile,
        String workload,
        WorldKind world,
        int nodeCount,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> nodeNames,
        int concurrency,
        double ratePerSecond,
        long timeLimitMillis,
        List<FaultFamily> faults,
        long nemesisIntervalMillis,
        double latencyMillis,
        Latency.Distribution latencyDistribution,
        long operationTimeoutMillis,
        long recoveryBoundMillis,
        Successes successes,
        boolean stopOnViolation,
        long seed)
        implements Serializable {

    /** Maximum number of nodes; the number of links grows with its square. */
    public static final int NODES_MAX = 1_000;

    /** Maximum number of client threads. */
    public static final int CONCURRENCY_MAX = 100_000;

    /** Maximum of every duration: one year, far below an overflow of nanoseconds. */
    public static final long LONGEST_MILLIS = 31_536_000_000L;

    private static final long serialVersionUID = 1;

    static final double RATE_MIN = 0.001;
    static final double RATE_MAX = 1e6;

    private static final long MILLISECOND_NANOS = 1_000_000L;

    public Experiment {
        systemOptions = Collections.unmodifiableMap(new TreeMap<>(systemOptions));
        binary = List.copyOf(binary);
        // Experiments of older versions have no such field.
        systemFile = systemFile == null ? "" : systemFile;
        faults = List.copyOf(faults);
        nodeNames = List.copyOf(nodeNames);
        Bounds.requireNames(nodeNames, nodeCount);
        Bounds.requireWithin("the number of nodes", nodeCount, NODES_MAX);
        Bounds.requireWithin("the concurrency", concurrency, CONCURRENCY_MAX);
        Bounds.requireRate(ratePerSecond, world.isVirtual());
        Bounds.requireMillis("the time limit", timeLimitMillis);
        Bounds.requireMillis("the nemesis interval", nemesisIntervalMillis);
        Bounds.requireMillis("the operation timeout", operationTimeoutMillis);
        Bounds.requireMillis("the recovery bound", recoveryBoundMillis);
        Bounds.requireLatency(latencyMillis);
        Bounds.requireEachOnce(faults);
    }

    /** Returns the names of the nodes: n1, n2, ..., unless the experiment names them. */
    public List<String> nodeIds() {
        if (!nodeNames.isEmpty()) {
            return nodeNames;
        }
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

    /** Returns the same experiment with another seed. */
    public Experiment withSeed(long newSeed) {
        return toBuilder().seed(newSeed).build();
    }

    /**
     * Returns a builder of a simulated experiment without faults and with seed 1. All other values have the defaults of
     * {@link Builder}.
     *
     * @param system the system's name
     * @param workload the workload's name
     */
    public static Builder builder(String system, String workload) {
        return new Builder(system, workload);
    }

    /** Returns a builder with the values of this experiment. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Builder of an experiment; {@link #build} validates the values. Not thread-safe. The constants of the builder are
     * the defaults of the command line, of suites, of JUnit and of scenarios.
     */
    public static final class Builder {

        public static final int NODES = 5;
        public static final int CLIENTS_PER_NODE = 2;
        public static final int RATE_PER_SECOND = 200;
        public static final long TIME_LIMIT_MILLIS = 30_000;

        /** Default interval of faults; a quarter of the time limit if that is less. */
        public static final long NEMESIS_INTERVAL_MILLIS = 3_000;

        /** Default mean latency in the simulated world, in milliseconds; the other worlds add no latency by default. */
        public static final int SIMULATED_LATENCY_MILLIS = 2;

        public static final long OPERATION_TIMEOUT_MILLIS = 1_000;
        public static final long RECOVERY_BOUND_MILLIS = 10_000;

        /** Number of intervals in the time limit that lets every fault family strike and heal within it. */
        private static final long INTERVALS_IN_TIME_LIMIT = 4;

        private final String system;
        private final String workload;
        private Map<String, String> systemOptions = Map.of();
        private List<String> binary = List.of();
        private String systemFile = "";
        private WorldKind world = WorldKind.SIMULATED;
        private int nodeCount = NODES;
        private List<String> nodeNames = List.of();
        private OptionalInt concurrency = OptionalInt.empty();
        private double ratePerSecond = RATE_PER_SECOND;
        private long timeLimitMillis = TIME_LIMIT_MILLIS;
        private List<FaultFamily> faults = List.of();
        private OptionalLong nemesisIntervalMillis = OptionalLong.empty();
        private OptionalDouble latencyMillis = OptionalDouble.empty();
        private Latency.Distribution latencyDistribution = Latency.Distribution.UNIFORM;
        private long operationTimeoutMillis = OPERATION_TIMEOUT_MILLIS;
        private long recoveryBoundMillis = RECOVERY_BOUND_MILLIS;
        private Successes successes = Successes.DEFAULT;
        private boolean stopOnViolation;
        private long seed = 1;

        private Builder(String system, String workload) {
            this.system = system;
            this.workload = workload;
        }

        private Builder(Experiment base) {
            this(base.system, base.workload);
            systemOptions = base.systemOptions;
            binary = base.binary;
            systemFile = base.systemFile;
            world = base.world;
            nodeCount = base.nodeCount;
            nodeNames = base.nodeNames;
            concurrency = OptionalInt.of(base.concurrency);
            ratePerSecond = base.ratePerSecond;
            timeLimitMillis = base.timeLimitMillis;
            faults = base.faults;
            nemesisIntervalMillis = OptionalLong.of(base.nemesisIntervalMillis);
            latencyMillis = OptionalDouble.of(base.latencyMillis);
            latencyDistribution = base.latencyDistribution;
            operationTimeoutMillis = base.operationTimeoutMillis;
            recoveryBoundMillis = base.recoveryBoundMillis;
            successes = base.successes;
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

        public Builder systemFile(String file) {
            systemFile = file;
            return this;
        }

        public Builder world(WorldKind kind) {
            world = kind;
            return this;
        }

        /** Sets the number of nodes, whose names are n1, n2, ... */
        public Builder nodeCount(int nodes) {
            nodeCount = nodes;
            nodeNames = List.of();
            return this;
        }

        /** Sets the names of the nodes, and so their number. */
        public Builder nodeNames(List<String> names) {
            nodeCount = names.size();
            nodeNames = names;
            return this;
        }

        /** Sets the number of client threads; the default is two per node. */
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

        /** Sets the families of faults; the experiment sorts them in the order of {@link FaultFamily}. */
        public Builder faults(Collection<FaultFamily> families) {
            faults = families.stream().sorted().toList();
            return this;
        }

        /** Sets the families of faults, as {@link #faults(Collection)} does. */
        public Builder faults(FaultFamily... families) {
            return faults(Arrays.asList(families));
        }

        /**
         * Sets the approximate duration of each fault and of each calm; the default is 3 s, or a quarter of the time
         * limit if that is less.
         */
        public Builder nemesisIntervalMillis(long millis) {
            nemesisIntervalMillis = OptionalLong.of(millis);
            return this;
        }

        /** Sets the mean latency between nodes; the default is 2 ms in the simulated world, and 0 ms in others. */
        public Builder latencyMillis(double millis) {
            latencyMillis = OptionalDouble.of(millis);
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

        /** Sets the operations that must succeed before healing; the default is {@link Successes#DEFAULT}. */
        public Builder successes(Successes least) {
            successes = least;
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

        /**
         * Creates the experiment.
         *
         * @throws IllegalArgumentException if a value is out of bounds; the message is one sentence
         */
        public Experiment build() {
            return new Experiment(
                    system,
                    systemOptions,
                    binary,
                    systemFile,
                    workload,
                    world,
                    nodeCount,
                    nodeNames,
                    concurrency.orElse((int) Math.min(Integer.MAX_VALUE, (long) CLIENTS_PER_NODE * nodeCount)),
                    ratePerSecond,
                    timeLimitMillis,
                    faults,
                    nemesisIntervalMillis.orElse(usualNemesisIntervalMillis()),
                    latencyMillis.orElse(world.isVirtual() ? SIMULATED_LATENCY_MILLIS : 0),
                    latencyDistribution,
                    operationTimeoutMillis,
                    recoveryBoundMillis,
                    successes,
                    stopOnViolation,
                    seed);
        }

        private long usualNemesisIntervalMillis() {
            return Math.max(1, Math.min(NEMESIS_INTERVAL_MILLIS, timeLimitMillis / INTERVALS_IN_TIME_LIMIT));
        }
    }
}
