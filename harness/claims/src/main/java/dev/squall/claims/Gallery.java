package dev.squall.claims;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunRenderer;
import dev.squall.run.RunSettings;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioReader;
import dev.squall.scenario.ScenarioWriter;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The gallery: a folder with one recorded run for each flaw, named after the flawed system. The gallery's content does
 * not depend on the time, the machine or the commit.
 *
 * @param renderer renders the report page of each run
 */
public record Gallery(Path folder, RunRenderer renderer) {

    /** Path of the gallery relative to the launcher. */
    private static final Path HOME = Path.of("histories", "gallery");

    /** Returns the run folder of a gallery entry. */
    public Path folderOf(GalleryEntry entry) {
        return folder.resolve(entry.system().name());
    }

    /**
     * Runs a scenario, and saves it with its records, verdict and report page.
     *
     * @throws WorldException if the folder cannot be written
     * @throws IllegalStateException if the run does not show the anomaly of the entry
     */
    public void keep(GalleryEntry entry, Scenario found) {
        String text = ScenarioWriter.write(found);
        Scenario scenario = ScenarioReader.parse(text);
        RunFolder run = RunFolder.at(folderOf(entry));
        run.writeScenario(text);
        Experiment experiment = scenario.experiment();
        Workload workload = Systems.installed().workload(experiment.workload());
        RunSettings settings =
                RunSettings.of(experiment, entry.system(), workload).withScript(scenario.script());
        RunPipeline pipeline = RunPipeline.keptIn(run, settings, Map.of("command", repeatLine(entry)));
        Run judged = pipeline.judge(pipeline.record());
        if (!TrialRunner.shows(judged, entry.anomaly())) {
            throw new IllegalStateException(
                    "written down, the scenario for " + entry.system().name() + " no longer shows " + entry.anomaly());
        }
        pipeline.keep(judged);
        pipeline.render(renderer);
    }

    private static String repeatLine(GalleryEntry entry) {
        return RepeatLine.ofScenario(HOME.resolve(entry.system().name()).resolve(RunFolder.SCENARIO_FILE));
    }
}
