package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.run.loop.Recorder;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.Script;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Promise;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plan of one run: experiment, system and workload, and the settings of recording and judging.
 *
 * @param script safety phase of the run; empty to draw it from the seed
 * @param budget time and memory of each checker
 * @param proving true to prove each violation, under a separate budget
 * @param follower receives the run's events after they have been recorded
 * @param onSetUp receives a few words about each slow step of the set-up, such as the start of containers
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
     * Returns settings with the default budget and with proofs, but without a script or a follower. Options of the
     * workload come from the experiment or, if it does not set them, from the system.
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

    /** Returns the checkers of the history: those of the workload, and those of the system's own promises. */
    public List<Checker> checkers() {
        return Stream.concat(workload.checkers().stream(), requirements().stream())
                .toList();
    }

    /** Returns the properties that must be judged; otherwise the run is vacuous. */
    public List<Promise> promises() {
        return Stream.concat(workload.promises().stream(), Promise.of(requirements()).stream())
                .toList();
    }

    /** Returns these settings with the workload that judges a recording. */
    RunSettings judging(Recording recording) {
        Set<String> judged =
                recording.liveVerdicts().stream().map(Verdict::checker).collect(Collectors.toSet());
        Workload judge = workload.judging(judged);
        return judge == workload
                ? this
                : new RunSettings(experiment, system, judge, script, budget, proving, follower, onSetUp);
    }

    private List<Checker> requirements() {
        return system.requirements().getOrDefault(workload.name(), List.of());
    }

    public RunSettings withScript(Script newScript) {
        return withScript(Optional.of(newScript));
    }

    /** Returns the settings with another script, or without one. */
    public RunSettings withScript(Optional<Script> newScript) {
        return new RunSettings(experiment, system, workload, newScript, budget, proving, follower, onSetUp);
    }

    public RunSettings withBudget(Budget newBudget) {
        return new RunSettings(experiment, system, workload, script, newBudget, proving, follower, onSetUp);
    }

    /** Returns the settings without proofs, for comparing many runs of which one will be proved later. */
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
