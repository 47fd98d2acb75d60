package dev.squall.cli.options;

import dev.squall.experiment.Experiment;
import dev.squall.run.FileProblem;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioFormatException;
import dev.squall.scenario.ScenarioReader;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Scenario that was read from a file and that its system can run.
 *
 * @param text the text of the file, with comments
 */
public record ScenarioFile(String text, Scenario scenario, SystemUnderTest system) {

    private static final long BYTES_MAX = 16L << 20;

    /**
     * @throws ParameterException if the file is unreadable, is not a scenario, or names an unknown system or workload
     */
    public static ScenarioFile read(Path file, CommandLine commandLine) {
        try {
            String text = text(file);
            Scenario scenario = ScenarioReader.parse(text);
            return new ScenarioFile(text, scenario, system(scenario, commandLine));
        } catch (IOException e) {
            throw new ParameterException(commandLine, "cannot read the scenario " + file + ": " + FileProblem.of(e), e);
        } catch (ScenarioFormatException | IllegalArgumentException e) {
            throw new ParameterException(commandLine, file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "this " + (Files.exists(file) ? "is no file" : "does not exist") + "; expected a scenario");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new IllegalArgumentException("this is larger than " + BYTES_MAX + " bytes; expected a scenario");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static SystemUnderTest system(Scenario scenario, CommandLine commandLine) {
        Experiment experiment = scenario.experiment();
        SystemUnderTest system = Systems.installed()
                .find(experiment.system())
                .filter(named -> named.program().isPresent())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the scenario has system: " + experiment.system() + "; expected one of squall list"));
        if (!system.workloads().contains(experiment.workload())) {
            throw new IllegalArgumentException("the scenario has workload: " + experiment.workload() + "; expected one"
                    + " of " + system.name() + ": " + String.join(", ", system.workloads()));
        }
        SystemOptions.validate(system, experiment, commandLine);
        scenario.script().requireFit(experiment, Systems.installed().workload(experiment.workload()));
        return system;
    }
}
