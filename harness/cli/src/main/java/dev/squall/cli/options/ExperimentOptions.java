package dev.squall.cli.options;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.Successes;
import dev.squall.fault.FaultFamily;
import dev.squall.run.Worlds;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.NearestNames;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Latency;
import dev.squall.world.WorldKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that describe an experiment. Options with the same meaning as in Maelstrom have Maelstrom's names. */
public final class ExperimentOptions {

    private static final int SECOND_MILLIS = 1_000;
    static final String NO_FAULTS = "none";
    static final String ALL_FAULTS = "all";

    @Option(
            names = "--nodes",
            paramLabel = "N|NAME,...",
            description = "Nodes in the cluster, or their names such as n1,n2,n3 (default: 5, or what a real system"
                    + " usually has).")
    private String nodes;

    @Option(
            names = "--node-count",
            paramLabel = "N",
            description = "As --nodes N; an executable's nodes are then called n0, n1, ... as in Maelstrom.")
    private Integer nodeCount;

    @Mixin
    private MaelstromOptions maelstrom = new MaelstromOptions();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Client threads; 3n means three for each node (default: "
                    + Experiment.Builder.CLIENTS_PER_NODE + "n).")
    private String concurrency;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            description = "Operations a second, all clients together; 0 for no limit (default: "
                    + Experiment.Builder.RATE_PER_SECOND + ").")
    private Double rate;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long faults strike, such as 30s (default: "
                    + Experiment.Builder.TIME_LIMIT_MILLIS / SECOND_MILLIS + "s).")
    private Duration timeLimit;

    @Option(
            names = {"--faults", "--nemesis"},
            paramLabel = "FAULT",
            completionCandidates = Candidates.OfFaults.class,
            split = ",",
            description =
                    "Faults: partition, packet, kill, pause, clock, disk; all of these, or none (default: all that"
                            + " the system can take; for an executable none); and, only if named, late, bit-flip,"
                            + " full-disk, arbitrary.")
    private List<String> faults;

    @Option(
            names = "--nemesis-interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "About how long a fault, and a calm, lasts (default: 3s, or a quarter of the time limit if"
                    + " that is less).")
    private Duration nemesisInterval;

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            description = "Mean latency between nodes (default: 2 simulated, else 0 beyond the world's own).")
    private Double latencyMillis;

    @Option(
            names = "--latency-dist",
            paramLabel = "SHAPE",
            description = "Its shape: constant, uniform or exponential (default: uniform).")
    private Latency.Distribution latencyDistribution;

    @Option(
            names = "--operation-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "After this an operation without answer is indeterminate (default: "
                    + Experiment.Builder.OPERATION_TIMEOUT_MILLIS / SECOND_MILLIS + "s).")
    private Duration operationTimeout;

    @Option(
            names = "--recovery-bound",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Every node must serve again this soon after healing (default: "
                    + Experiment.Builder.RECOVERY_BOUND_MILLIS / SECOND_MILLIS + "s).")
    private Duration recoveryBound;

    @Option(
            names = "--min-ok",
            paramLabel = "N",
            description = "Operations that must succeed before healing, or else the run is vacuous (default:"
                    + " ${DEFAULT-VALUE}).")
    private int minOk = Successes.DEFAULT.operations();

    @Option(
            names = "--min-ok-percent",
            paramLabel = "PERCENT",
            description = "Share of the operations that must succeed before healing (default: ${DEFAULT-VALUE}).")
    private double minOkPercent = Successes.DEFAULT.percent();

    @Option(
            names = "--min-ok-tries",
            paramLabel = "N",
            description = "A function that was tried so often must succeed once (default: ${DEFAULT-VALUE}).")
    private int minOkTries = Successes.DEFAULT.tries();

    @Option(
            names = "--stop-on-violation",
            description = "End the run at the operation at which a property is first seen to be broken, rather than at"
                    + " its time; what comes after healing is then left out.")
    private boolean stopOnViolation;

    @Option(
            names = {"-w", "--workload"},
            paramLabel = "NAME",
            completionCandidates = Candidates.OfWorkloads.class,
            description = "What clients do (default: the system's usual one).")
    private String workload;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "A setting of the system's own; can be given several times.")
    private Map<String, String> systemOptions = new LinkedHashMap<>();

    /**
     * Returns the experiment that the options describe.
     *
     * @param binary the command line of a user's executable as a node; else empty
     * @throws ParameterException if the options contradict each other or do not fit the system or the world
     */
    public Experiment toExperiment(
            SystemUnderTest system, List<String> binary, WorldKind world, long seed, CommandLine commandLine) {
        try {
            ExperimentDraft draft = draft(system);
            if (!binary.isEmpty()) {
                draft = nodeCount == null ? draft : draft.nodeNames(maelstromNames(nodeCount));
                draft = faults != null ? draft : draft.faults();
            }
            Experiment experiment = draft.toExperiment(system, world, seed).toBuilder()
                    .binary(binary)
                    .successes(new Successes(minOk, minOkPercent, minOkTries))
                    .build();
            Worlds.require(experiment, system);
            return experiment;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }

    /** Returns true if the faults are those of a default. */
    public boolean hasUsualFaults() {
        return faults == null;
    }

    private ExperimentDraft draft(SystemUnderTest system) {
        ExperimentDraft draft = withConcurrency(ExperimentDraft.on(system.name()));
        draft = withNodes(draft);
        draft = set(draft, rate, ExperimentDraft::ratePerSecond);
        draft = set(draft, millis(timeLimit), ExperimentDraft::timeLimitMillis);
        draft = set(draft, namedFaults(), ExperimentDraft::faults);
        draft = set(draft, millis(nemesisInterval), ExperimentDraft::nemesisIntervalMillis);
        draft = set(draft, latencyMillis, ExperimentDraft::latencyMillis);
        draft = set(draft, latencyDistribution, ExperimentDraft::latencyDistribution);
        draft = set(draft, millis(operationTimeout), ExperimentDraft::operationTimeoutMillis);
        draft = set(draft, millis(recoveryBound), ExperimentDraft::recoveryBoundMillis);
        draft = set(draft, workload, ExperimentDraft::workload);
        for (Map.Entry<String, String> option : maelstrom.workloadOptions().entrySet()) {
            draft = draft.option(option.getKey(), option.getValue());
        }
        for (Map.Entry<String, String> option : systemOptions.entrySet()) {
            draft = draft.option(option.getKey(), option.getValue());
        }
        return stopOnViolation ? draft.stopOnViolation() : draft;
    }

    private static <T> ExperimentDraft set(
            ExperimentDraft draft, T value, BiFunction<ExperimentDraft, T, ExperimentDraft> setter) {
        return value == null ? draft : setter.apply(draft, value);
    }

    private static Long millis(Duration time) {
        return time == null ? null : time.toMillis();
    }

    /** Returns true if the number of nodes is given. */
    public boolean setsNodes() {
        return nodes != null || nodeCount != null;
    }

    private ExperimentDraft withNodes(ExperimentDraft draft) {
        if (nodes == null) {
            return set(draft, nodeCount, ExperimentDraft::nodeCount);
        } else if (nodeCount != null) {
            throw new IllegalArgumentException("--nodes and --node-count were given; expected one of them");
        }
        boolean isNames = nodes.contains(",") || nodes.matches("n\\d+");
        return isNames ? draft.nodeNames(List.of(nodes.split(","))) : draft.nodeCount(wholeNumber(nodes));
    }

    private static int wholeNumber(String text) {
        try {
            return new NumberConverters.ToInt().convert(text);
        } catch (CommandLine.TypeConversionException e) {
            throw new IllegalArgumentException("--nodes: " + e.getMessage(), e);
        }
    }

    /** Returns the names that Maelstrom gives to a number of nodes. */
    private static List<String> maelstromNames(int count) {
        return IntStream.range(0, Math.min(Math.max(0, count), Experiment.NODES_MAX + 1))
                .mapToObj(i -> "n" + i)
                .toList();
    }

    private ExperimentDraft withConcurrency(ExperimentDraft draft) {
        if (concurrency == null) {
            return draft;
        }
        boolean perNode = concurrency.endsWith("n");
        String number = perNode ? concurrency.substring(0, concurrency.length() - 1) : concurrency;
        if (!number.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException("the concurrency is '" + concurrency
                    + "'; expected a number of client threads, or one for each node such as 2n");
        }
        int clients = Integer.parseInt(number);
        return perNode ? draft.clientsPerNode(clients) : draft.concurrency(clients);
    }

    /** Returns the named faults; null if all faults are selected. */
    private FaultFamily[] namedFaults() {
        if (faults == null || faults.contains(ALL_FAULTS)) {
            return null;
        }
        return faults.stream()
                .filter(fault -> !fault.equals(NO_FAULTS))
                .map(fault -> FaultFamily.named(fault)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no fault '" + fault + "'; " + nearestFault(fault))))
                .toArray(FaultFamily[]::new);
    }

    private static String nearestFault(String fault) {
        List<String> names =
                Arrays.stream(FaultFamily.values()).map(FaultFamily::faultName).toList();
        return NearestNames.didYouMean(fault, names, "expected " + String.join(", ", names) + ", all or none");
    }
}
