package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.experiment.Experiment;
import dev.squall.run.loop.Recorder;
import dev.squall.run.loop.Script;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Plan of one run: an experiment with its system and workload, and how to record and judge it.
 *
 * @param script replaces what the safety phase would draw from the seed; empty to draw it
 * @param budget limits each checker
 * @param proving true to prove each violation, under a budget of its own
 * @param follower is told what happens, after it has been recorded
 * @param onSetUp is told in a few words of set-up that takes long, such as the start of containers
 */
public record RunSettings(
        Experiment experiment,
        SystemUnderTest system,
        Workload workload,
        Optional<Script> script,
        Budget budget,
        boolean proving,
        Recorder follower,
        Consumer<String> onSetUp) {

    /**
     * Returns settings without a script: the default budget, proofs, no follower. The workload takes its options from
     * the experiment, and those that it does not set from the system.
     *
     * @throws IllegalArgumentException if an option of the workload is not allowed; the message is one sentence
     */
    public static RunSettings of(Experiment experiment, SystemUnderTest system, Workload workload) {
        Map<String, String> options = new LinkedHashMap<>(system.workloadOptions());
        options.putAll(experiment.systemOptions());
        return new RunSettings(
                experiment,
                system,
                WorkloadOptions.configure(workload, options),
                Optional.empty(),
                Budget.DEFAULT,
                true,
                Recorder.NONE,
                words -> {});
    }

    /** Returns what judges the history: the workload's checkers, and those of the system's promises under it. */
    public List<Checker> checkers() {
        return Stream.concat(workload.checkers().stream(), requirements().stream())
                .toList();
    }

    /** Returns the properties that must be judged, or else the run is vacuous. */
    public List<Promise> promises() {
        return Stream.concat(workload.promises().stream(), Promise.of(requirements()).stream())
                .toList();
    }

    private List<Checker> requirements() {
        return system.requirements().getOrDefault(workload.name(), List.of());
    }

    public RunSettings withScript(Script newScript) {
        return withScript(Optional.of(newScript));
    }

    /** Sets the script, or none. */
    public RunSettings withScript(Optional<Script> newScript) {
        return new RunSettings(experiment, system, workload, newScript, budget, proving, follower, onSetUp);
    }

    public RunSettings withBudget(Budget newBudget) {
        return new RunSettings(experiment, system, workload, script, newBudget, proving, follower, onSetUp);
    }

    /** Leaves proofs out: for comparing many runs, of which one will be proved later. */
    public RunSettings withoutProofs() {
        return new RunSettings(experiment, system, workload, script, budget, false, follower, onSetUp);
    }

    public RunSettings withFollower(Recorder newFollower) {
        return new RunSettings(experiment, system, workload, script, budget, proving, newFollower, onSetUp);
    }

    public RunSettings onSetUp(Consumer<String> listener) {
        return new RunSettings(experiment, system, workload, script, budget, proving, follower, listener);
    }
}
