package dev.squall.cli.command;

import dev.squall.check.Budget;
import dev.squall.claims.Minimization;
import dev.squall.cli.options.ScenarioFile;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.RunFolder;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioReader;
import dev.squall.scenario.ScenarioWriter;
import dev.squall.system.SystemUnderTest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Saves the minimized scenario and its run.
 *
 * @param runs the folder of all runs
 */
record MinimizedRun(SystemUnderTest system, Path runs, PrintWriter out, PrintWriter err) {

    /**
     * Writes the scenario, runs it, and prints both.
     *
     * @return the result as JSON data
     */
    Map<String, Object> keep(Minimization.Result result, Progress progress) {
        Scenario found = result.scenario();
        String text = ScenarioWriter.write(new Scenario(
                found.title(),
                "Made smaller from: " + RepeatLine.of(result.original().experiment()),
                found.experiment(),
                found.script(),
                found.anomaly()));
        Scenario scenario = ScenarioReader.parse(text);
        RunFolder folder = RunFolder.create(runs, scenario.experiment(), Instant.now());
        out.println();
        out.printf(Locale.ROOT, "made smaller, by %,d runs in %.1f s:%n", result.runs(), result.seconds());
        ScenarioTask task = new ScenarioTask(new ScenarioFile(text, scenario, system));
        SingleRun.Conclusion conclusion =
                new SingleRun(task, system, folder, out, err).execute(Budget.DEFAULT, progress);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", result.original().experiment().seed());
        json.put("operations", scenario.script().operations().size());
        json.put("faults", scenario.script().faults().size());
        json.put("nodes", scenario.experiment().nodeCount());
        json.put("clients", scenario.script().clients().size());
        json.put("runs", result.runs());
        json.put("seconds", result.seconds());
        json.put("scenario", folder.path().resolve(RunFolder.SCENARIO_FILE).toString());
        json.put("run", conclusion.json());
        return json;
    }
}
