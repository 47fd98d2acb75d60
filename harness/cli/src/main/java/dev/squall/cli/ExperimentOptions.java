package dev.squall.cli;

import dev.squall.cli.catalogue.Catalogue;
import dev.squall.experiment.Experiment;
import dev.squall.fault.NemesisPackage;
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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that describe an experiment. Spellings are Maelstrom's where the meaning is the same. */
final class ExperimentOptions {

    private static final int SECOND_MILLIS = 1_000;
    private static final String NO_FAULTS = "none";
    private static final String ALL_FAULTS = "all";

    @Option(
            names = {"--nodes", "--node-count"},
            paramLabel = "N",
            description = "Nodes in the cluster (default: " + Experiment.Builder.NODES
                    + ", or what a real system usually has).")
    private Integer nodes;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Client threads; 3n means three for each node (default: "
                    + Experiment.Builder.CLIENTS_PER_NODE + "n).")
    private String concurrency;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            description =
                    "Operations a second, all clients together (default: " + Experiment.Builder.RATE_PER_SECOND + ").")
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
            split = ",",
            description =
                    "Faults: partition, packet, kill, pause, clock, disk; all of these, or none (default: all that"
                            + " the system can take); and, only if named, bit-flip, full-disk.")
    private List<String> faults;

    @Option(
            names = "--nemesis-interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "About how long a fault, and a calm, lasts (default: "
                    + Experiment.Builder.NEMESIS_INTERVAL_MILLIS / SECOND_MILLIS
                    + "s, or a quarter of the time limit if that is less).")
    private Duration nemesisInterval;

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            description = "Mean latency between nodes (default: " + Experiment.Builder.SIMULATED_LATENCY_MILLIS
                    + " simulated, else 0 beyond the world's own).")
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
        if (world.equals(Experiment.DOCKER) && latencyMillis != null && latencyMillis > 0) {
            throw new ParameterException(
                    commandLine,
                    "links between containers are as fast as they are; leave --latency out, or let --faults packet"
                            + " delay messages");
        }
        int nodeCount = nodeCount(system);
        Experiment.Builder experiment = Experiment.builder(system.name(), workloadOf(system, commandLine))
                .systemOptions(systemOptions)
                .binary(binary)
                .world(world)
                .nodeCount(nodeCount)
                .stopOnViolation(stopOnViolation)
                .seed(seed);
        ifGiven(concurrency, text -> experiment.concurrency(concurrency(text, nodeCount, commandLine)));
        ifGiven(rate, experiment::ratePerSecond);
        ifGiven(timeLimit, time -> experiment.timeLimitMillis(time.toMillis()));
        experiment.faults(faults(system, world, commandLine));
        ifGiven(nemesisInterval, time -> experiment.nemesisIntervalMillis(time.toMillis()));
        ifGiven(latencyMillis, experiment::latencyMillis);
        ifGiven(latencyDistribution, experiment::latencyDistribution);
        ifGiven(operationTimeout, time -> experiment.operationTimeoutMillis(time.toMillis()));
        ifGiven(recoveryBound, time -> experiment.recoveryBoundMillis(time.toMillis()));
        try {
            return experiment.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }

    private static <T> void ifGiven(T value, Consumer<T> action) {
        if (value != null) {
            action.accept(value);
        }
    }

    private int nodeCount(SystemUnderTest system) {
        if (nodes != null) {
            return nodes;
        }
        return ProvidedSystems.providerOf(system)
                .map(SystemProvider::usualNodeCount)
                .orElse(Experiment.Builder.NODES);
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

    private static int concurrency(String text, int nodeCount, CommandLine commandLine) {
        boolean perNode = text.endsWith("n");
        String number = perNode ? text.substring(0, text.length() - 1) : text;
        if (!number.matches("[1-9]\\d{0,5}")) {
            throw new ParameterException(
                    commandLine,
                    "the concurrency is '" + text + "'; expected a number of client threads, or one for each"
                            + " node such as 2n");
        }
        long count = Long.parseLong(number) * (perNode ? nodeCount : 1);
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
            if (NemesisPackage.named(fault).isEmpty()) {
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
        if (world.equals(Experiment.PROCESS) && asked.contains(NemesisPackage.FULL_DISK.faultName())) {
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
        return Arrays.stream(NemesisPackage.values())
                .map(NemesisPackage::faultName)
                .collect(Collectors.joining(", "));
    }
}
