package dev.squall.claims;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.FileProblem;
import dev.squall.run.Provenance;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunRenderer;
import dev.squall.run.RunSettings;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioWriter;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Saved runs that show the results of claims: one for each trial that has such a run, in
 * {@code lectures/<claim>/<system>} of the folder of the runs. A run replaces the earlier run of the same trial. Its
 * history, verdict and page are saved. Its messages and its journal are not, since they would take ten times as long
 * and as much space; the command that is saved with the run repeats it with them.
 *
 * @param runs the folder of the runs
 * @param renderer renders the report page of each run
 */
public record ShownRuns(Path runs, RunRenderer renderer) {

    /** Folder of the saved runs, in the folder of the runs. */
    public static final String FOLDER = "lectures";

    /** Files of an earlier run, none of which may stay beside those of the new run. */
    private static final List<String> FILES = List.of(
            RunFolder.REPORT_FILE,
            RunFolder.VERDICT_FILE,
            RunFolder.CERTIFICATE_FILE,
            RunFolder.SCENARIO_FILE,
            RunFolder.EXPERIMENT_FILE,
            RunFolder.HISTORY_FILE);

    /**
     * Saves the run of each trial of a claim, in parallel, and returns the result with the folders of the runs instead
     * of the runs.
     *
     * @throws WorldException if a folder cannot be written
     */
    public ClaimResult keep(ClaimResult result) {
        Map<String, Integer> numbers = new HashMap<>();
        String parent = FOLDER + "/" + RunFolder.fileName(result.claim().id()) + "/";
        Map<TrialResult, String> folders = new IdentityHashMap<>();
        result.trials().filter(trial -> trial.shown().isPresent()).forEach(trial -> {
            String system = RunFolder.fileName(trial.trial().system());
            int number = numbers.merge(system, 1, Integer::sum);
            folders.put(trial, parent + system + (number == 1 ? "" : "-" + number));
        });
        folders.entrySet().parallelStream()
                .forEach(entry -> keep(entry.getKey().shown().orElseThrow(), runs.resolve(entry.getValue())));
        return new ClaimResult(
                result.claim(), placed(result.holds().stream(), folders), placed(result.breaks().stream(), folders));
    }

    private static List<TrialResult> placed(Stream<TrialResult> trials, Map<TrialResult, String> folders) {
        return trials.map(trial -> folders.containsKey(trial) ? trial.keptIn(folders.get(trial)) : trial)
                .toList();
    }

    private void keep(ShownRun shown, Path path) {
        Experiment experiment = shown.run().experiment();
        RunFolder folder = RunFolder.at(path);
        deleteEarlier(path);
        RunSettings settings = RunSettings.of(
                experiment,
                Systems.installed().named(experiment.system()),
                Systems.installed().workload(experiment.workload()));
        RunPipeline pipeline = RunPipeline.keptIn(folder, settings, Provenance.of(repeatLine(shown, folder)));
        folder.writeHistory(shown.run().history());
        pipeline.keep(shown.run());
        pipeline.keepCertificate(shown.run());
        pipeline.render(renderer);
    }

    /** Returns the command that repeats a run. The scenario of a scripted run is saved first. */
    private static String repeatLine(ShownRun shown, RunFolder folder) {
        Experiment experiment = shown.run().experiment();
        Optional<Path> scenario = shown.script()
                .map(script -> new Scenario(experiment.system(), "", experiment, script, ""))
                .map(ScenarioWriter::write)
                .map(folder::writeScenario);
        return scenario.map(RepeatLine::ofScenario).orElseGet(() -> RepeatLine.of(experiment));
    }

    private static void deleteEarlier(Path folder) {
        try {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
        } catch (IOException e) {
            throw new WorldException("cannot replace the run " + folder + ": " + FileProblem.of(e), e);
        }
    }
}
