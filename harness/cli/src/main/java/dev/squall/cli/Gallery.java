package dev.squall.cli;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.report.ReportException;
import dev.squall.report.RunPage;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
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
 * The folder of what the flaws of the catalogue do: a run folder for each, by the name of its system. Nothing in it
 * depends on when, where or by which commit it was made.
 */
record Gallery(Path folder) {

    /** Where it is kept, as seen from the launcher. */
    private static final Path HOME = Path.of("histories", "gallery");

    /** Where the run of an exhibit is. */
    Path folderOf(Exhibit exhibit) {
        return folder.resolve(exhibit.system().name());
    }

    /**
     * Runs a scenario, and keeps it with what came of it, and a page.
     *
     * @throws WorldException if it cannot be written
     * @throws IllegalStateException if it does not show what the exhibit is there for
     */
    void keep(Exhibit exhibit, Scenario found) {
        String text = ScenarioWriter.write(found);
        Scenario scenario = ScenarioReader.parse(text);
        RunFolder run = RunFolder.at(folderOf(exhibit));
        run.writeScenario(text);
        Experiment experiment = scenario.experiment();
        Workload workload = Systems.installed().workload(experiment.workload());
        RunSettings settings =
                RunSettings.of(experiment, exhibit.system(), workload).withScript(scenario.script());
        RunPipeline pipeline = RunPipeline.keptIn(run, settings, Map.of("command", repeatLine(exhibit)));
        Run judged = pipeline.judge(pipeline.record());
        if (!TrialRunner.shows(judged, exhibit.anomaly())) {
            throw new IllegalStateException("written down, the scenario for "
                    + exhibit.system().name() + " no longer shows " + exhibit.anomaly());
        }
        pipeline.keep(judged);
        try {
            pipeline.render(RunPage::write);
        } catch (ReportException e) {
            throw new WorldException(e.getMessage(), e);
        }
    }

    private static String repeatLine(Exhibit exhibit) {
        return RepeatLine.ofScenario(HOME.resolve(exhibit.system().name()).resolve(RunFolder.SCENARIO_FILE));
    }
}
