package dev.squall.cli.print;

import dev.squall.experiment.Durations;
import dev.squall.experiment.Experiment;
import dev.squall.scenario.Scenario;
import java.util.Locale;

/** Text that describes scenarios. */
public final class ScenarioText {

    private ScenarioText() {}

    /** Returns the system, the world and the size of a scenario: operations, faults, nodes, clients and duration. */
    public static String size(Scenario scenario) {
        Experiment experiment = scenario.experiment();
        return String.format(
                Locale.ROOT,
                "%s, simulated world: %s, %s, %s, %s in %s; seed %d",
                experiment.system(),
                counted(scenario.script().operations().size(), "operation"),
                counted(scenario.script().faults().size(), "fault"),
                counted(experiment.nodeCount(), "node"),
                counted(scenario.script().clients().size(), "client"),
                Durations.format(experiment.timeLimitMillis()),
                experiment.seed());
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
