package dev.squall.cli.options;

import dev.squall.experiment.Experiment;
import dev.squall.explore.CallText;
import dev.squall.explore.DrawnCalls;
import dev.squall.explore.Exploration;
import dev.squall.explore.world.Scope;
import dev.squall.generator.Call;
import dev.squall.run.RunSettings;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that bound an exploration. */
public final class ExploreScope {

    @Option(names = "--workload", paramLabel = "NAME", description = "A workload of the system (default: its first).")
    private String workload;

    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes (default: ${DEFAULT-VALUE}).")
    private int nodes = 3;

    @Option(
            names = "--operations",
            paramLabel = "N",
            description = "Operations of all clients, drawn by the workload (default: ${DEFAULT-VALUE}).")
    private int operations = 2;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "Clients that make the operations in turn; each waits for its replies (default:"
                    + " ${DEFAULT-VALUE}).")
    private int clients = 2;

    @Option(
            names = "--call",
            paramLabel = "CALL",
            description = "An operation, instead of --operations and --clients, such as 'c0 write [0 1]'; can be given"
                    + " several times.")
    private List<String> calls = new ArrayList<>();

    @Option(names = "--losses", paramLabel = "N", description = "Messages that may be lost (default: 0).")
    private int losses;

    @Option(names = "--duplicates", paramLabel = "N", description = "Messages that may arrive twice (default: 0).")
    private int duplicates;

    @Option(
            names = "--crashes",
            paramLabel = "N",
            description = "Crashes, between handlers and before syncs; crashed nodes start again (default: 0).")
    private int crashes;

    @Option(
            names = "--timers",
            paramLabel = "N",
            description = "Timers that fire at each node (default: ${DEFAULT-VALUE}).")
    private int timers = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the operations and of the nodes' own draws (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "A setting of the system's own; can be given several times.")
    private Map<String, String> systemOptions = new LinkedHashMap<>();

    /**
     * Returns the experiment with nodes, clients, workload and options.
     *
     * @throws IllegalArgumentException if an option is not allowed; the message is one sentence
     */
    public Experiment experiment(SystemUnderTest system) {
        if (workload != null && !system.workloads().contains(workload)) {
            throw new IllegalArgumentException("the system " + system.name() + " has no workload '" + workload
                    + "'; expected one of " + String.join(", ", system.workloads()));
        }
        if (operations < 1) {
            throw new IllegalArgumentException("--operations is " + operations + "; expected at least 1");
        }
        if (clients < 1) {
            throw new IllegalArgumentException("--clients is " + clients + "; expected at least 1");
        }
        int count = calls.isEmpty() ? clients : CallText.parse(calls).size();
        return Experiment.builder(
                        system.name(), workload == null ? system.workloads().get(0) : workload)
                .systemOptions(systemOptions)
                .nodeCount(nodes)
                .concurrency(count)
                .seed(seed)
                .build();
    }

    /**
     * Returns the exploration.
     *
     * @throws IllegalArgumentException if the system cannot be explored within the scope; the message is one sentence
     */
    public Exploration exploration(Experiment experiment, SystemUnderTest system) {
        Workload named = Systems.installed().workload(experiment);
        Workload configured = RunSettings.of(experiment, system, named).workload();
        // Validates the bound first, so that no large number of operations is drawn.
        int drawn = Math.min(operations, Exploration.OPERATIONS_MAX + 1);
        List<List<Call>> all = calls.isEmpty() ? DrawnCalls.draw(experiment, configured, drawn) : CallText.parse(calls);
        return Exploration.of(experiment, system, named, all, new Scope(losses, duplicates, crashes, timers));
    }
}
