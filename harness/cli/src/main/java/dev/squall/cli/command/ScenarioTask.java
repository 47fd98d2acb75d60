package dev.squall.cli.command;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.cli.options.ScenarioFile;
import dev.squall.cli.print.ScenarioText;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.loop.Script;
import dev.squall.scenario.Scenario;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run that repeats a scenario. */
public record ScenarioTask(ScenarioFile file) implements Task {

    private Scenario scenario() {
        return file.scenario();
    }

    @Override
    public Experiment experiment() {
        return scenario().experiment();
    }

    @Override
    public String introduction() {
        String story = scenario().story().isBlank() ? "" : scenario().story().strip() + "\n";
        return scenario().title() + "\n" + story + ScenarioText.size(scenario());
    }

    @Override
    public void save(RunFolder folder) {
        folder.writeScenario(file.text());
    }

    @Override
    public String repeatLine(RunFolder folder) {
        return RepeatLine.ofScenario(folder.path().resolve(RunFolder.SCENARIO_FILE));
    }

    @Override
    public Optional<Script> script() {
        return Optional.of(scenario().script());
    }

    @Override
    public void compare(Run run, PrintWriter out, Map<String, Object> json) {
        List<String> shown = run.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .distinct()
                .toList();
        String named = scenario().anomaly();
        boolean asNamed = named.isEmpty() ? shown.isEmpty() : shown.contains(named);
        out.println("  " + (asNamed ? "as the scenario says: " : "NOT as the scenario says: it names ")
                + (named.isEmpty() ? "no anomaly" : named)
                + (asNamed ? "" : "; this run shows " + (shown.isEmpty() ? "none" : String.join(", ", shown))));
        json.put("title", scenario().title());
        json.put("expectedAnomaly", named);
        json.put("asExpected", asNamed);
    }
}
