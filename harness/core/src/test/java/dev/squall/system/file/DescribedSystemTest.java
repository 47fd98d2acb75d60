package dev.squall.system.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.fault.FaultFamily;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunReader;
import dev.squall.run.RunSettings;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the key-value example by its system file, as processes. */
class DescribedSystemTest {

    private static final Path EXAMPLE = Path.of("../../systems-under-test/described/kv");

    @TempDir
    private Path folder;

    @BeforeAll
    static void skipWithoutPython() throws InterruptedException {
        try {
            Process python = new ProcessBuilder("python3", "--version").start();
            Assumptions.assumeTrue(python.waitFor() == 0, "python3 does not work on this machine");
        } catch (IOException e) {
            Assumptions.abort("no python3 is installed on this machine");
        }
    }

    private Path example(String from, String to) throws IOException {
        for (String name : List.of("server.py", "client.py", "kv.yaml")) {
            Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
        }
        Path file = folder.resolve("kv.yaml");
        return Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private Run run(Path file, FaultFamily... faults) {
        SystemUnderTest system = DescribedSystem.of(SystemFile.read(file, false));
        Experiment experiment = Experiment.builder(system.name(), "lin-kv")
                .systemFile(file.toString())
                .world(WorldKind.PROCESS)
                .nodeCount(1)
                .ratePerSecond(50)
                .timeLimitMillis(3_000)
                .nemesisIntervalMillis(600)
                .faults(faults)
                .build();
        RunSettings settings =
                RunSettings.of(experiment, system, Systems.installed().workload("lin-kv"));
        RunFolder runFolder = RunFolder.create(folder.resolve("runs"), experiment, Instant.EPOCH);
        return RunPipeline.keptIn(runFolder, settings, Map.of()).run();
    }

    private static List<ProcessHandle> servers() {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().commandLine().orElse("").contains("server.py"))
                .toList();
    }

    @Test
    void serverOfTheUsersOwnIsLinearizableUnderKills() throws IOException {
        Run run = run(example("", ""), FaultFamily.KILL);

        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.checker().equals("linearizable"))
                .singleElement()
                .extracting(Verdict::anomaly)
                .isEqualTo("");
        assertThat(servers()).isEmpty();
        assertThat(RunReader.read(folder.resolve("runs/latest"), Systems.installed())
                        .recording()
                        .history()
                        .operations())
                .isEqualTo(run.history().operations());
    }

    @Test
    void endOfAServerIsAFindingWithItsExitCode() throws IOException {
        String dying = "[sh, -c, 'python3 \"$0\" \"$@\" & sleep 2; echo out of ideas; kill -9 $!; exit 7', ";
        Run run = run(example(
                "command: [python3, \"{{folder}}/server.py\"", "command: " + dying + "\"{{folder}}/server.py\""));

        assertThat(run.verdicts())
                .filteredOn(verdict -> verdict.checker().equals("servers-stay-up"))
                .singleElement()
                .satisfies(
                        verdict -> assertThat(verdict.summary()).contains("exit code 7", "last words: out of ideas"));
        assertThat(servers()).isEmpty();
    }

    @Test
    void serverThatNeverServesFailsTheRunWithItsLastWords() throws IOException {
        Path file = example("command: [python3,", "command: [sh, -c, 'echo no such port; exit 9',");

        assertThatThrownBy(() -> run(file))
                .isInstanceOf(WorldException.class)
                .hasMessageContaining("ended by itself with exit code 9")
                .hasMessageContaining("no such port");
    }
}
