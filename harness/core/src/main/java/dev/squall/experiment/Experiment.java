package dev.squall.experiment;

import dev.squall.fault.FaultFamily;
import dev.squall.world.Latency;
import dev.squall.world.Seed;
import dev.squall.world.WorldKind;
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
 * Everything that defines a run: one immutable value, which is printed, saved with the run, and enough to repeat it.
 * {@link #builder} makes one; only the builder calls the constructor.
 *
 * @param system the system's name in the catalogue, or that of the binary
 * @param systemOptions the system's own settings
 * @param binary the command line of a node, when the system is not in the catalogue; else empty
 * @param workload the workload's name
 * @param world the kind of world that it runs in
 * @param nodeCount from 1 to {@link #NODES_MAX}
 * @param concurrency how many operations may be open at once; from 1 to {@link #CONCURRENCY_MAX}
 * @param ratePerSecond operations a second, all clients together; from a thousandth to a million
 * @param timeLimitMillis how long the safety phase lasts; from 1 to {@link #LONGEST_MILLIS}, as the other times
 * @param faults the families of faults, each once, in their own order
 * @param nemesisIntervalMillis about how long a fault, and a calm, lasts
 * @param latencyMillis mean latency of a message between nodes, added to what the world itself takes
 * @param latencyDistribution its shape
 * @param operationTimeoutMillis after which an operation without an answer is indeterminate
 * @param recoveryBoundMillis within which every client must be served again after healing
 * @param successes operations that must succeed before healing, or else the run is vacuous
 * @param stopOnViolation whether the run ends where a property is first seen to be broken, rather than at its time
 * @param seed from which all that is random follows
 */
public record Experiment(
        String system,
        Map<String, String> systemOptions,
        List<String> binary,
        String workload,
        WorldKind world,
        int nodeCount,
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
        long seed) {

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
        Bounds.requireEachOnce(faults);
    }

    /** Returns the names of the nodes: n1, n2, ... */
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

    /** Returns the same experiment with another seed. */
    public Experiment withSeed(long newSeed) {
        return toBuilder().seed(newSeed).build();
    }

    /**
     * Returns a builder of a simulated experiment without faults, from seed 1. All else has the defaults of {@link
     * Builder}.
     *
     * @param system the system's name
     * @param workload the workload's name
     */
    public static Builder builder(String system, String workload) {
        return new Builder(system, workload);
    }

    /** Returns a builder whose values are those of this experiment. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Builder of an experiment, for one thread; {@link #build} checks the values. The defaults of the command line, of
     * suites, of JUnit and of scenarios are the constants of this class.
     */
    public static final class Builder {

        public static final int NODES = 5;
        public static final int CLIENTS_PER_NODE = 2;
        public static final int RATE_PER_SECOND = 200;
        public static final long TIME_LIMIT_MILLIS = 30_000;

        /** Default interval of faults, unless a quarter of the time limit is less. */
        public static final long NEMESIS_INTERVAL_MILLIS = 3_000;

        /** Default mean latency in the simulated world; other worlds add none to their own. */
        public static final int SIMULATED_LATENCY_MILLIS = 2;

        public static final long OPERATION_TIMEOUT_MILLIS = 1_000;
        public static final long RECOVERY_BOUND_MILLIS = 10_000;

        /** Lets every fault strike and end within the time limit, with the schedule of a fault family. */
        private static final long INTERVALS_IN_TIME_LIMIT = 4;

        private final String system;
        private final String workload;
        private Map<String, String> systemOptions = Map.of();
        private List<String> binary = List.of();
        private WorldKind world = WorldKind.SIMULATED;
        private int nodeCount = NODES;
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
            world = base.world;
            nodeCount = base.nodeCount;
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

        public Builder world(WorldKind kind) {
            world = kind;
            return this;
        }

        public Builder nodeCount(int nodes) {
            nodeCount = nodes;
            return this;
        }

        /** Sets the number of client threads; else two for each node. */
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

        /** Sets the families of faults, in whatever order: an experiment has them in their own. */
        public Builder faults(Collection<FaultFamily> families) {
            faults = families.stream().sorted().toList();
            return this;
        }

        /** Sets the families of faults, as {@link #faults(Collection)} does. */
        public Builder faults(FaultFamily... families) {
            return faults(Arrays.asList(families));
        }

        /** Sets about how long a fault, and a calm, lasts; else 3 s, or a quarter of the time limit if that is less. */
        public Builder nemesisIntervalMillis(long millis) {
            nemesisIntervalMillis = OptionalLong.of(millis);
            return this;
        }

        /** Sets the mean latency between nodes; else 2 ms in the simulated world, and 0 ms in others. */
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

        /** Sets the operations that must succeed before healing; else {@link Successes#DEFAULT}. */
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
         * Returns the experiment.
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
