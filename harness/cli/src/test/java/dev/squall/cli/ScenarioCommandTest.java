package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run --scenario} and {@code sweep --minimize}, as they are typed. */
class ScenarioCommandTest {

    private static final String STALE_READ =
            """
            title: A stale read
            anomaly: stale-read
            system: quorum-abd-answers-on-both-sides
            workload: register
            clients: [n1, n2]
            duration-ms: 3000
            steps:
            - {at-ms: 10, cut: {n1: [n2, n3], n2: [n1], n3: [n1]}}
            - {at-ms: 100, client: 1, does: write, value: [x, 1]}
            - {at-ms: 1000, client: 0, does: read, value: [x, null]}
            """;

    @TempDir
    private Path folder;

    private Squall.Result run(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("a scenario.yaml"), text);
        String[] arguments = {
            "run",
            "--scenario",
            file.toString(),
            "--runs",
            folder.resolve("runs").toString()
        };
        String[] all = Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
        return Squall.run(all);
    }

    @Test
    void twoRunsOfOneFileAreTheSameByteForByte() throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThat(run(STALE_READ).exitCode()).isEqualTo(1);
            Path run = folder.resolve("runs/latest").toRealPath();
            for (String name : new String[] {"history.edn", "journal.jsonl", "messages.jsonl", "verdict.json"}) {
                Path kept = folder.resolve(name);
                if (i == 0) {
                    Files.copy(run.resolve(name), kept);
                } else {
                    assertThat(run.resolve(name)).hasSameBinaryContentAs(kept);
                }
            }
        }
    }

    @Test
    void printedLineRepeatsTheRun() throws IOException {
        Squall.Result first = run(STALE_READ);
        String line = first.out()
                .lines()
                .filter(l -> l.contains("again: "))
                .findFirst()
                .orElseThrow();

        Squall.Result again = Squall.run(Squall.argumentsOf(
                line.substring(line.indexOf("./squall")) + " --runs '" + folder.resolve("runs") + "'"));

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).contains("A stale read", "as the scenario says: stale-read");
    }

    @Test
    void unexpectedOutcomeIsReported() throws IOException {
        Squall.Result valid = run(STALE_READ.replace("quorum-abd-answers-on-both-sides", "quorum-abd"));
        Squall.Result unexpected = run(STALE_READ.replace("anomaly: stale-read\n", ""));

        assertThat(valid.out()).contains("NOT as the scenario says: it names stale-read; this run shows none");
        assertThat(valid.exitCode()).as(valid.all()).isZero();
        assertThat(unexpected.out())
                .contains("NOT as the scenario says: it names no anomaly; this run shows stale-read");
        assertThat(unexpected.exitCode()).isEqualTo(1);
    }

    @Test
    void jsonHasTheTitleAndWhetherItWasAsExpected() throws IOException {
        JsonNode json = new ObjectMapper().readTree(run(STALE_READ, "--json").out());

        assertThat(json.get("title").asText()).isEqualTo("A stale read");
        assertThat(json.get("expectedAnomaly").asText()).isEqualTo("stale-read");
        assertThat(json.get("asExpected").asBoolean()).isTrue();
        assertThat(json.get("outcome").asText()).isEqualTo("violation");
    }

    @Test
    void ineffectiveFaultMakesScriptedRunVacuous() throws IOException {
        String sound = STALE_READ.replace("quorum-abd-answers-on-both-sides", "quorum-abd");

        assertThat(run(sound).exitCode()).isZero();
        Squall.Result late = run(sound.replace("at-ms: 10, cut", "at-ms: 2990, until-ms: 2991, cut"));
        assertThat(late.exitCode()).isEqualTo(3);
        assertThat(late.out()).contains("the fault partition was asked for but had no effect");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "raft-kv              | the scenario names its system; expected no 'raft-kv' beside --scenario",
                "--seed 3             | --seed contradicts --scenario, whose file says all; expected at most --runs",
                "--node-count 3       | --node-count contradicts --scenario",
                "--world process      | --world contradicts --scenario",
                "--stop-on-violation  | --stop-on-violation contradicts --scenario",
                "--bin x              | --bin contradicts --scenario"
            })
    void contradictoryOptionsAreRefused(String more, String message) throws IOException {
        Squall.Result result = run(STALE_READ, more.split(" "));

        assertThat(result.err()).contains(message);
        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "system: quorum | system: nosuch | the scenario has system: nosuch-abd-answers-on-both-sides; expected",
                "register | lin-kv | the scenario has workload: lin-kv; expected one of quorum-abd-answers",
                "clients:        | options: {a: b}~clients: | has no option 'a'",
                "does: read      | does: cas       | the workload register has no operation cas of [x, null]; see the",
                "value: [x, 1]   | value: 5        | the workload register has no operation write of 5; see the",
                "does: read      | does: reed      | the workload register has no operation reed of [x, null]",
                "clients:        | clients: [&a    | expected one document of YAML without aliases"
            })
    void unrunnableScenarioIsRefused(String part, String changed, String message) throws IOException {
        Squall.Result result = run(STALE_READ.replace(part, changed.replace("~", "\n")));

        assertThat(result.err()).contains(message).doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(result.exitCode()).isEqualTo(254);
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void unreadableScenarioFileIsRefused() {
        assertThat(Squall.run("run", "--scenario", folder.resolve("none").toString())
                        .err())
                .contains("none: this does not exist; expected a scenario");
        assertThat(Squall.run("run", "--scenario", folder.toString()).err())
                .contains("this is no file; expected a scenario");
        assertThat(Squall.run("run", "--scenario", folder.toString()).exitCode())
                .isEqualTo(254);
    }

    @Test
    void sweepKeepsARepeatableSmallerViolation() throws IOException {
        String runs = folder.resolve("runs").toString();
        String sweep = "sweep quorum-abd-answers-on-both-sides --seeds 20 --time-limit 4s --faults partition";

        Squall.Result result = Squall.run((sweep + " --minimize --json --runs " + runs).split(" "));
        JsonNode json = new ObjectMapper().readTree(result.out());
        JsonNode minimized = json.get("minimized");
        String scenario = minimized.get("scenario").asText();
        Squall.Result again = Squall.run("run", "--scenario", scenario, "--runs", runs);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("made smaller, by ", "again: ./squall run --scenario " + scenario);
        assertThat(minimized.get("operations").asInt()).isLessThanOrEqualTo(12);
        assertThat(minimized.get("faults").asInt()).isLessThanOrEqualTo(3);
        assertThat(minimized.get("run").get("asExpected").asBoolean()).isTrue();
        assertThat(Files.readString(Path.of(scenario)))
                .contains("Made smaller from: ./squall run quorum-abd-answers-on-both-sides");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.out()).contains("as the scenario says: stale-read");
    }

    @Test
    void aSweepWithoutAViolationMinimizesNothing() {
        String sweep = "sweep quorum-abd --seeds 2 --time-limit 2s --minimize --runs " + folder.resolve("runs");

        Squall.Result result = Squall.run(sweep.split(" "));

        assertThat(result.out()).doesNotContain("made smaller");
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
