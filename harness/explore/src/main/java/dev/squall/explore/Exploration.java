package dev.squall.explore;

import dev.squall.experiment.Experiment;
import dev.squall.explore.world.Plan;
import dev.squall.explore.world.Scope;
import dev.squall.fault.FaultFamily;
import dev.squall.generator.Call;
import dev.squall.node.NodeProgram;
import dev.squall.run.RunSettings;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.JournalAnalysis;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.List;

/**
 * What is explored: a system with its workload, the operations of the clients, and the scope. Immutable.
 *
 * @param settings experiment, system, workload and checkers; of the experiment count the nodes, the options of the
 *     system and of the workload, the concurrency as number of clients, and the seed
 * @param calls operations of each client, in the order in which the client makes them
 */
public record Exploration(RunSettings settings, List<List<Call>> calls, Scope scope) {

    /** Maximum number of nodes. */
    public static final int NODES_MAX = 7;

    /** Maximum number of clients. */
    public static final int CLIENTS_MAX = 8;

    /** Maximum number of operations of all clients together. */
    public static final int OPERATIONS_MAX = 16;

    /** Maximum number of operations of all clients together in one given schedule. */
    public static final int SCHEDULE_OPERATIONS_MAX = 900;

    public Exploration {
        calls = calls.stream().map(List::copyOf).toList();
    }

    /**
     * Returns an exploration.
     *
     * @throws IllegalArgumentException if the system cannot be explored, or not within this scope; the message is one
     *     sentence
     */
    public static Exploration of(
            Experiment experiment, SystemUnderTest system, Workload workload, List<List<Call>> calls, Scope scope) {
        program(system);
        requireWithstood(system, FaultFamily.CLOCK, "drifting clocks, which every schedule has", true);
        requireWithstood(system, FaultFamily.KILL, "crashes; expected --crashes 0", scope.crashes() > 0);
        requireWithstood(
                system,
                FaultFamily.PACKET,
                "lost or repeated messages; expected --losses 0 and --duplicates 0",
                scope.losses() + scope.duplicates() > 0);
        int operations = calls.stream().mapToInt(List::size).sum();
        requireBound("nodes", experiment.nodeCount(), NODES_MAX);
        requireBound("clients", calls.size(), CLIENTS_MAX);
        requireBound("operations", operations, OPERATIONS_MAX);
        if (operations == 0) {
            throw new IllegalArgumentException("there are 0 operations; expected at least 1");
        }
        return understood(experiment, system, workload, calls, scope);
    }

    /**
     * Returns one with the wider bounds of a single given schedule. The schedule may also have faults that the system
     * does not claim to withstand, see {@link ScheduleFaults}.
     *
     * @throws IllegalArgumentException if the system does not run in the simulated world, or the bounds are exceeded;
     *     the message is one sentence
     */
    public static Exploration ofSchedule(
            Experiment experiment, SystemUnderTest system, Workload workload, List<List<Call>> calls, Scope scope) {
        program(system);
        requireBound("nodes", experiment.nodeCount(), NODES_MAX);
        requireBound("clients", calls.size(), CLIENTS_MAX);
        requireBound("operations", calls.stream().mapToInt(List::size).sum(), SCHEDULE_OPERATIONS_MAX);
        return understood(experiment, system, workload, calls, scope);
    }

    private static Exploration understood(
            Experiment experiment, SystemUnderTest system, Workload workload, List<List<Call>> calls, Scope scope) {
        RunSettings settings = RunSettings.of(experiment, system, workload).withoutProofs();
        calls.forEach(client -> client.forEach(call -> requireUnderstood(call, settings.workload())));
        return new Exploration(settings, calls, scope);
    }

    /** Checks that the client supports an operation, since a user may write any operation. */
    private static void requireUnderstood(Call call, Workload workload) {
        try {
            workload.client().request(call);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the workload " + workload.name() + " has no operation " + CallText.write(call)
                            + "; see the histories of squall run for its operations",
                    e);
        }
    }

    private static NodeProgram program(SystemUnderTest system) {
        return system.program()
                .orElseThrow(() -> new IllegalArgumentException(
                        system.name() + " does not run in the simulated world, so it cannot be explored; expected a"
                                + " system with a program, such as raft-kv"));
    }

    private static void requireWithstood(SystemUnderTest system, FaultFamily family, String what, boolean isUsed) {
        if (isUsed && !system.faults().contains(family)) {
            throw new IllegalArgumentException(system.name() + " does not claim to withstand " + what);
        }
    }

    private static void requireBound(String what, int found, int most) {
        if (found > most) {
            throw new IllegalArgumentException(
                    "the scope is too large: " + found + " " + what + "; expected at most " + most);
        }
    }

    /** Returns true if a property is judged by the journals of the nodes. */
    boolean readsJournals() {
        List<String> nodeIds = settings.experiment().nodeIds();
        return settings.system().journalAnalysis().apply(nodeIds) != JournalAnalysis.NONE
                || settings.workload().journalAnalysis(nodeIds) != JournalAnalysis.NONE;
    }

    /** Returns what the controlled world runs. */
    public Plan plan() {
        Experiment experiment = settings.experiment();
        return new Plan(
                program(settings.system()),
                WorkloadOptions.forNodes(settings.workload(), experiment.systemOptions()),
                experiment.nodeIds(),
                settings.workload().client(),
                calls,
                scope,
                experiment.seed());
    }
}
