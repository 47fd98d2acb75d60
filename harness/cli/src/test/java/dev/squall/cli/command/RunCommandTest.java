package dev.squall.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.check.Budget;
import dev.squall.cli.Squall;
import dev.squall.cli.options.CommandLines;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.Experiment;
import dev.squall.run.RunFolder;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class RunCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void aSimulatedRunTellsAndKeepsItsVerdict() throws IOException {
        Squall.Result result = simulated("--faults", "partition,clock");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("raft-kv, simulated world: 5 nodes, 10 clients, 200 operations a second for 6s")
                .contains("VALID: raft-kv kept everything that was checked", "fault partition          effect")
                .contains("again: ./squall run raft-kv --world simulated", "--seed 7");
        Path run = folder.resolve("latest");
        assertThat(run.resolve("history.edn")).isNotEmptyFile();
        assertThat(run.resolve("journal.jsonl")).isNotEmptyFile();
        assertThat(run.resolve("messages.jsonl")).isNotEmptyFile();
        assertThat(JSON.readTree(run.resolve("verdict.json").toFile())
                        .get("outcome")
                        .asText())
                .isEqualTo("valid");
    }

    @Test
    void experimentIsKeptWithItsRepeatLine() throws IOException {
        simulated("--faults", "kill");

        JsonNode kept = JSON.readTree(folder.resolve("latest/experiment.json").toFile());
        assertThat(kept.get("experiment").get("seed").asLong()).isEqualTo(7);
        assertThat(kept.get("experiment").get("faults").toString()).isEqualTo("[\"kill\"]");
        assertThat(kept.get("command").asText())
                .startsWith("./squall run raft-kv")
                .contains("--seed 7");
        assertThat(kept.get("version").asText()).matches("\\d+\\..*");
        assertThat(kept.get("java").asText()).isEqualTo(System.getProperty("java.runtime.version"));
    }

    @Test
    void theRecordedRunIsCheckedWithTheSameVerdict() {
        simulated("--faults", "partition");

        Squall.Result check = Squall.run("check", folder.resolve("latest").toString());

        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).startsWith("VALID: ");
    }

    @Test
    void jsonIsTheWholeStandardOutput() throws IOException {
        Squall.Result result = simulated("--faults", "none", "--json");

        JsonNode json = JSON.readTree(result.out());
        assertThat(json.get("outcome").asText()).isEqualTo("valid");
        assertThat(json.get("folder").asText()).startsWith(folder.toString());
        assertThat(json.get("command").asText()).startsWith("./squall run raft-kv");
        assertThat(json.get("verdicts")).isNotEmpty();
        assertThat(result.err()).contains("VALID: ");
    }

    @Test
    void runWithFewSuccessesIsVacuous() {
        Squall.Result result = simulated("--faults", "none", "--rate", "0.5", "--concurrency", "1");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out())
                .containsPattern("VACUOUS: only \\d operations succeeded before healing; a run needs at least 10");
    }

    @Test
    void lateRecoveryIsViolation() {
        Squall.Result result = simulated("--faults", "none", "--latency", "20", "--recovery-bound", "1ms");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("broke recovery: no-recovery", "had no operation succeed within 1 ms");
    }

    @Test
    void everyFaultStrikesWithinAShortTimeLimit() {
        for (String fault : List.of("partition", "packet", "kill", "pause", "clock")) {
            Squall.Result result = simulated("--faults", fault, "--time-limit", "2s");

            assertThat(result.out()).containsPattern("fault " + fault + " +effect ");
        }
    }

    @Test
    void twoRunsOfOneSeedHaveFoldersOfTheirOwn() throws IOException {
        simulated("--faults", "none", "--time-limit", "1s");
        simulated("--faults", "none", "--time-limit", "1s");

        try (var runs = Files.list(folder.resolve("raft-kv-simulated"))) {
            assertThat(runs.filter(run -> !Files.isSymbolicLink(run))).hasSize(2);
        }
    }

    @Test
    void unwritableRunsFolderIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Squall.Result result = Squall.run("run", "raft-kv", "--runs", file.toString());

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("squall: cannot make a run folder in " + file)
                .contains("Not a directory; name a folder that can be written by --runs")
                .doesNotContain("Exception")
                .hasLineCount(1);
    }

    @Test
    void failureIsReportedInJson() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Squall.Result result = Squall.run("run", "raft-kv", "--json", "--runs", file.toString());

        assertThat(result.exitCode()).isEqualTo(255);
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.get("outcome").asText()).isEqualTo("error");
        assertThat(json.get("error").asText()).startsWith("cannot make a run folder");
    }

    @Test
    void unwritableVerdictIsReportedAsError() throws IOException {
        Experiment experiment = anExperiment();
        RunFolder run = RunFolder.create(folder, experiment, Instant.EPOCH);
        Files.createDirectories(run.path().resolve("verdict.json/in-the-way"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        SystemUnderTest system = Systems.installed().named("raft-kv");

        SingleRun.Conclusion conclusion = new SingleRun(
                        new Task.Drawn(experiment), system, run, new PrintWriter(out), new PrintWriter(err))
                .execute(Budget.DEFAULT, new Progress(new PrintWriter(out), false, System::nanoTime));

        assertThat(out.toString()).contains("VALID: raft-kv kept everything");
        assertThat(err.toString())
                .startsWith("squall: cannot write " + run.path().resolve("verdict.json"))
                .hasLineCount(1);
        assertThat(conclusion.exitCode()).isEqualTo(255);
        assertThat(conclusion.json()).containsEntry("outcome", "error").containsKey("error");
        assertThat(run.path().resolve("verdict.json.tmp")).doesNotExist();
    }

    private static Experiment anExperiment() {
        RunCommand command = new RunCommand();
        CommandLines.configured(new CommandLine(command))
                .parseArgs("raft-kv", "--world", "simulated", "--time-limit", "2s", "--faults", "none", "--seed", "7");
        return command.experiment();
    }

    @Test
    void fiveProcessesSurviveFaultsAndNoneIsLeft() {
        Squall.Result result = Squall.run(
                "run",
                "raft-kv",
                "--runs",
                folder.toString(),
                "--time-limit",
                "5s",
                "--faults",
                "partition,kill,pause,clock",
                "--seed",
                "4");

        assertThat(result.exitCode()).as(result.all()).isIn(0, 3);
        assertThat(result.out()).contains("linearizable             valid", "recovery                 valid");
        assertThat(result.out()).containsPattern("fault \\w+ +effect ");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private Squall.Result simulated(String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "raft-kv", "--world", "simulated", "--seed", "7"));
        if (!List.of(options).contains("--time-limit")) {
            arguments.addAll(List.of("--time-limit", "6s"));
        }
        arguments.addAll(List.of("--runs", folder.toString()));
        arguments.addAll(List.of(options));
        return Squall.run(arguments.toArray(String[]::new));
    }
}
