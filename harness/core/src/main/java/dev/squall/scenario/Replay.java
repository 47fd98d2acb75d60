package dev.squall.scenario;

import dev.squall.check.Budget;
import dev.squall.client.Client;
import dev.squall.experiment.Experiment;
import dev.squall.generator.Call;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.run.Run;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.run.loop.Recorder;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.Script;
import dev.squall.run.loop.Script.ScriptedOperation;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/** Recorder of simulated runs as scripts, and player of scripts, for one system and workload. */
public final class Replay {

    /** Name of the history's operation that marks the end of all faults. */
    private static final String HEAL = "heal";

    private final SystemUnderTest system;
    private final Workload workload;
    private final Budget budget;

    /** @param budget time and memory of each check */
    public Replay(SystemUnderTest system, Workload workload, Budget budget) {
        this.system = system;
        this.workload = workload;
        this.budget = budget;
    }

    /** Runs a script, and judges its history. */
    public Run run(Experiment experiment, Script script) {
        return run(experiment, script, Recorder.NONE);
    }

    /**
     * Runs a script, judges its history, and passes its events to a recorder.
     *
     * @throws IllegalArgumentException if the script does not fit the experiment; the message is one sentence
     */
    public Run run(Experiment experiment, Script script, Recorder recorder) {
        return RunPipeline.unkept(settings(experiment)
                        .withScript(script)
                        .withFollower(recorder)
                        .withBudget(budget)
                        .withoutProofs())
                .run();
    }

    private RunSettings settings(Experiment experiment) {
        return RunSettings.of(experiment, system, workload);
    }

    /**
     * Runs an experiment, and returns its operations and faults as a script. The script's replay is the same run with
     * two exceptions. First, a client that moves from node to node stays at one node after the safety phase. Second,
     * the script does not record the order of events at the same instant. An operation may have begun at the instant at
     * which another client's operation completed, because the client waited for this completion. The replay may reverse
     * the order of two operations at the same instant.
     */
    public Script script(Experiment experiment) {
        Recording recording = RunPipeline.unkept(settings(experiment)).record();
        Client client = workload.client();
        List<String> clients = new ArrayList<>();
        for (int thread = 0; thread < experiment.concurrency(); thread++) {
            clients.add(client.node(thread, experiment.nodeIds()));
        }
        return new Script(clients, operations(recording, experiment, client), recording.faults(), true);
    }

    private static List<ScriptedOperation> operations(Recording recording, Experiment experiment, Client client) {
        long[] requests = new long[experiment.concurrency()];
        List<ScriptedOperation> operations = new ArrayList<>();
        for (Operation operation : recording.history().operations()) {
            if (!operation.isClient() && operation.function().equals(HEAL)) {
                break;
            }
            if (operation.isClient() && operation.type() == Type.INVOKE) {
                int thread = operation.process() % experiment.concurrency();
                operations.add(new ScriptedOperation(
                        operation.timeNanos(),
                        thread,
                        client.node(
                                new Call(thread, operation.function(), operation.value()),
                                requests[thread]++,
                                experiment.nodeIds()),
                        operation.function(),
                        operation.value()));
            }
        }
        return operations;
    }
}
