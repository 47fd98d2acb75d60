package dev.squall.cli;

import dev.squall.cli.catalogue.Catalogue;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.run.ProvidedSystems;
import dev.squall.run.SystemProvider;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that describe an experiment. Spellings are Maelstrom's where the meaning is the same. */
final class ExperimentOptions {

    private static final int NODES = 5;
    private static final double SIMULATED_LATENCY_MILLIS = 2;
    private static final long NEMESIS_INTERVAL_MILLIS = 3_000;

    /** So that, with the schedule of a nemesis package, every fault strikes and ends within the time limit. */
    private static final long INTERVALS_IN_TIME_LIMIT = 4;

    private static final String NO_FAULTS = "none";
    private static final String ALL_FAULTS = "all";

    @Option(
            names = {"--nodes", "--node-count"},
            paramLabel = "N",
            description = "Nodes in the cluster (default: 5, or what a real system usually has).")
    private Integer nodes;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Client threads; 3n means three for each node (default: 2n).")
    private String concurrency = "2n";

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            description = "Operations a second, all clients together (default: ${DEFAULT-VALUE}).")
    private double rate = 200;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long faults strike, such as 30s (default: 30s).")
    private Duration timeLimit = Duration.ofSeconds(30);

    @Option(
            names = {"--faults", "--nemesis"},
            paramLabel = "FAULT",
            split = ",",
            description =
                    "Faults: partition, packet, kill, pause, clock, disk; all of these, or none (default: all that"
                            + " the system can take); and, only if named, bit-flip, full-disk.")
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
    private Latency.Distribution latencyDistribution = Latency.Distribution.UNIFORM;

    @Option(
            names = "--operation-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "After this an operation without answer is indeterminate (default: 1s).")
    private Duration operationTimeout = Duration.ofSeconds(1);

    @Option(
            names = "--recovery-bound",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Every node must serve again this soon after healing (default: 10s).")
    private Duration recoveryBound = Duration.ofSeconds(10);

    @Option(
            names = "--stop-on-violation",
            description = "End the run at the operation at which a property is first seen to be broken, rather than at"
                    + " its time; what comes after healing is then left out.")
    private boolean stopOnViolation;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            description = "What clients do (default: the system's usual one).")
    private String workload;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "A setting of the system's own; can be given several times.")
    private Map<String, String> systemOptions = new LinkedHashMap<>();

    /**
     * The experiment that the options describe.
     *
     * @throws ParameterException if they make no sense together
     */
    Experiment toExperiment(
            SystemUnderTest system, List<String> binary, String world, long seed, CommandLine commandLine) {
        boolean simulated = world.equals(Experiment.SIMULATED);
        if (world.equals(Experiment.DOCKER) && latencyMillis != null && latencyMillis > 0) {
            throw new ParameterException(
                    commandLine,
                    "links between containers are as fast as they are; leave --latency out, or let --faults packet"
                            + " delay messages");
        }
        int nodeCount = nodeCount(system);
        try {
            return new Experiment(
                    system.name(),
                    systemOptions,
                    binary,
                    workloadOf(system, commandLine),
                    world,
                    nodeCount,
                    concurrency(nodeCount, commandLine),
                    rate,
                    timeLimit.toMillis(),
                    faults(system, world, commandLine),
                    nemesisIntervalMillis(),
                    latencyMillis != null ? latencyMillis : simulated ? SIMULATED_LATENCY_MILLIS : 0,
                    latencyDistribution,
                    operationTimeout.toMillis(),
                    recoveryBound.toMillis(),
                    stopOnViolation,
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }

    private int nodeCount(SystemUnderTest system) {
        if (nodes != null) {
            return nodes;
        }
        return ProvidedSystems.providerOf(system)
                .map(SystemProvider::usualNodeCount)
                .orElse(NODES);
    }

    private String workloadOf(SystemUnderTest system, CommandLine commandLine) {
        if (workload == null) {
            return system.workloads().get(0);
        }
        if (!system.workloads().contains(workload)) {
            throw new ParameterException(
                    commandLine,
                    "the workload '" + workload + "' is not one of " + system.name() + "; expected one of "
                            + String.join(", ", system.workloads()));
        }
        return workload;
    }

    private long nemesisIntervalMillis() {
        if (nemesisInterval != null) {
            return nemesisInterval.toMillis();
        }
        return Math.max(1, Math.min(NEMESIS_INTERVAL_MILLIS, timeLimit.toMillis() / INTERVALS_IN_TIME_LIMIT));
    }

    private int concurrency(int nodeCount, CommandLine commandLine) {
        String number = concurrency.endsWith("n") ? concurrency.substring(0, concurrency.length() - 1) : concurrency;
        if (!number.matches("[1-9]\\d{0,5}")) {
            throw new ParameterException(
                    commandLine,
                    "the concurrency is '" + concurrency + "'; expected a number of client threads, or one for each"
                            + " node such as 2n");
        }
        long count = Long.parseLong(number) * (concurrency.endsWith("n") ? nodeCount : 1);
        return Math.toIntExact(Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, count)));
    }

    /** In the order in which the families are known, each once, whatever the order on the command line. */
    private List<String> faults(SystemUnderTest system, String world, CommandLine commandLine) {
        if (faults == null || faults.contains(ALL_FAULTS)) {
            return Catalogue.faultsOf(system);
        }
        List<String> offered = Catalogue.faultsToAskFor(system);
        Set<String> asked = new LinkedHashSet<>(faults);
        asked.remove(NO_FAULTS);
        for (String fault : asked) {
            if (FaultFamily.named(fault).isEmpty()) {
                throw new ParameterException(
                        commandLine, "there is no fault '" + fault + "'; expected " + allFaults() + ", all or none");
            }
            if (!system.faults().contains(fault)) {
                throw new ParameterException(
                        commandLine,
                        "the fault '" + fault + "' is not in the system model of " + system.name() + "; it withstands "
                                + String.join(", ", system.faults()));
            }
            if (!offered.contains(fault)) {
                throw new ParameterException(
                        commandLine,
                        "the fault '" + fault + "' needs nodes that run in this project's host; " + system.name()
                                + " can take " + String.join(", ", offered));
            }
        }
        if (world.equals(Experiment.PROCESS) && asked.contains(FaultFamily.FULL_DISK.faultName())) {
            throw new ParameterException(
                    commandLine,
                    "the fault 'full-disk' needs nodes with disks of their own, and processes share this machine's;"
                            + " take --world docker or --world simulated");
        }
        List<String> ordered = new ArrayList<>(offered);
        ordered.retainAll(asked);
        return ordered;
    }

    private static String allFaults() {
        return Arrays.stream(FaultFamily.values()).map(FaultFamily::faultName).collect(Collectors.joining(", "));
    }
}
