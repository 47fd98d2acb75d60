package dev.squall.cli;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.report.ReportException;
import dev.squall.report.RunPage;
import dev.squall.run.KeptRun;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.Runner;
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
        KeptRun kept = new KeptRun(experiment, exhibit.system(), workload, run);
        kept.begin(Map.of("command", repeatLine(exhibit)));
        Runner.Recording recording = kept.record(
                Runner.simulatedWorld(experiment, exhibit.system()),
                (system, itsWorkload, world, recorder) ->
                        Runner.replay(experiment, system, itsWorkload, scenario.script(), world, recorder));
        Run judged = kept.judge(recording, Budget.DEFAULT);
        if (!TrialRunner.shows(judged, exhibit.anomaly())) {
            throw new IllegalStateException("written down, the scenario for "
                    + exhibit.system().name() + " no longer shows " + exhibit.anomaly());
        }
        kept.keep(judged);
        try {
            RunPage.write(run.path());
        } catch (ReportException e) {
            throw new WorldException(e.getMessage(), e);
        }
    }

    private static String repeatLine(Exhibit exhibit) {
        return RepeatLine.ofScenario(HOME.resolve(exhibit.system().name()).resolve(RunFolder.SCENARIO_FILE));
    }
}
