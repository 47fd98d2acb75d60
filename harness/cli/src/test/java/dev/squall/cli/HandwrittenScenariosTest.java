package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Outcome;
import dev.squall.fault.Evidence;
import dev.squall.run.Run;
import dev.squall.scenario.Replay;
import dev.squall.scenario.Scenario;
import dev.squall.scenario.ScenarioReader;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lectures' own counterexamples, written out in histories/scenarios. */
class HandwrittenScenariosTest {

    private static final Path FOLDER = Path.of("../../histories/scenarios");

    private static Scenario scenario(String name) throws IOException {
        return ScenarioReader.parse(Files.readString(FOLDER.resolve(name + ".yaml")));
    }

    private static Run run(Scenario scenario, String systemName) {
        SystemUnderTest system = Systems.installed().named(systemName);
        return new Replay(
                        system,
                        Systems.installed().workload(scenario.experiment().workload()),
                        Budget.DEFAULT)
                .run(scenario.experiment(), scenario.script());
    }

    private static List<String> anomalies(Run run) {
        return run.verdicts().stream()
                .filter(verdict -> verdict.validity() == Validity.VIOLATION)
                .map(Verdict::anomaly)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "quorum-reads-without-repair, quorum-abd",
        "deposed-leader-stale-read, raft-kv",
        "older-term-committed-by-counting, raft-kv",
        "causally-later-write-lost, lww-map",
        "fifo-counters-in-memory, fifo-link-recovery"
    })
    void onlyTheFlawedSystemShowsTheAnomaly(String name, String sound) throws IOException {
        Scenario scenario = scenario(name);

        Run flawedRun = run(scenario, scenario.experiment().system());
        Run soundRun = run(scenario, sound);

        assertThat(flawedRun.outcome()).isEqualTo(Outcome.VIOLATION);
        assertThat(anomalies(flawedRun)).contains(scenario.anomaly());
        assertThat(soundRun.outcome()).isEqualTo(Outcome.VALID);
        assertThat(flawedRun.evidence()).allMatch(Evidence::hasEffect);
    }

    @Test
    void scenarioShowsOnlyItsAnomaly() throws IOException {
        for (String name : List.of(
                "quorum-reads-without-repair",
                "deposed-leader-stale-read",
                "causally-later-write-lost",
                "fifo-counters-in-memory")) {
            Scenario scenario = scenario(name);
            assertThat(anomalies(run(scenario, scenario.experiment().system())))
                    .as(name)
                    .containsExactly(scenario.anomaly());
        }
    }

    @Test
    void everyScenarioIsListedInTheReadme() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"));
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .toList();
            assertThat(names).hasSize(5).allMatch(name -> readme.contains("](" + name + ")"));
        }
    }

    @Test
    void runCommandReportsTheScenario(@TempDir Path runs) throws IOException {
        Path file = FOLDER.resolve("deposed-leader-stale-read.yaml");

        Squall.Result result = Squall.run("run", "--scenario", file.toString(), "--runs", runs.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("The deposed leader's stale read", "3 operations, 1 fault, 3 nodes, 2 clients in 1s; seed 9")
                .contains("as the scenario says: stale-read")
                .contains("again: ./squall run --scenario ");
        assertThat(Files.readString(runs.resolve("latest/scenario.yaml"))).isEqualTo(Files.readString(file));
    }
}
