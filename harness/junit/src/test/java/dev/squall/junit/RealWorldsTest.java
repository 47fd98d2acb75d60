package dev.squall.junit;

import static dev.squall.fault.FaultFamily.KILL;
import static dev.squall.junit.ChaosTest.DOCKER;
import static dev.squall.junit.ChaosTest.PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.squall.experiment.Outcome;
import dev.squall.junit.example.RegisterProgram;
import dev.squall.run.Run;
import dev.squall.run.Worlds;
import dev.squall.world.WorldKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.TestAbortedException;

/** Tests chaos tests in the worlds of real time. On a busy machine a sound system may do little in that time. */
@Timeout(600)
class RealWorldsTest {

    private static final String DOCKER_HOST = "DOCKER_HOST";

    /** A key-value server in Python with its client, described by a file. */
    static final String KEY_VALUE_FILE = "../../systems-under-test/described/kv/kv.yaml";

    private static final List<Run> RUNS = new CopyOnWriteArrayList<>();

    static class Processes {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                faults = KILL,
                world = PROCESS,
                nodes = 3,
                seeds = 1,
                swarm = false,
                timeLimitMillis = 4_000,
                recoveryBoundMillis = 60_000,
                allow = Outcome.VACUOUS)
        void isLinearizable(Run run) {
            RUNS.add(run);
        }
    }

    static class SystemFile {
        @ChaosTest(
                systemFile = KEY_VALUE_FILE,
                faults = KILL,
                seeds = 1,
                swarm = false,
                ratePerSecond = 50,
                timeLimitMillis = 4_000,
                recoveryBoundMillis = 60_000)
        void isLinearizable(Run run) {
            RUNS.add(run);
        }
    }

    static class FlawedProcesses {
        @ChaosTest(
                program = AmnesicRegister.class,
                workload = "register",
                faults = KILL,
                world = PROCESS,
                nodes = 1,
                seeds = 1,
                swarm = false,
                timeLimitMillis = 4_000,
                recoveryBoundMillis = 60_000)
        void isLinearizable() {}
    }

    static class Containers {
        @ChaosTest(
                program = RegisterProgram.class,
                workload = "register",
                faults = KILL,
                world = DOCKER,
                nodes = 3,
                seeds = 2,
                swarm = false,
                timeLimitMillis = 4_000,
                recoveryBoundMillis = 60_000,
                allow = Outcome.VACUOUS)
        void isLinearizable(Run run) {
            RUNS.add(run);
        }
    }

    @Test
    void aSystemFileIsTestedInItsOwnWorldWithItsOwnNumberOfNodes(@TempDir Path runs) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "skipped: there is no Python");
        RUNS.clear();
        EngineExecutionResults results = Launch.of(SystemFile.class, "squall.runs=" + runs);
        assertThat(Launch.causes(results.testEvents())).isEmpty();
        assertThat(RUNS).singleElement().satisfies(run -> {
            assertThat(run.experiment().world()).isEqualTo(WorldKind.PROCESS);
            assertThat(run.experiment().nodeCount()).isEqualTo(1);
            assertThat(run.experiment().systemFile()).endsWith("kv.yaml");
        });
        assertThat(runs.resolve("kv-process/latest/system.yaml")).isNotEmptyFile();
    }

    @Test
    void processNodesKeepTheirFiles(@TempDir Path runs) {
        RUNS.clear();
        EngineExecutionResults results = Launch.of(Processes.class, "squall.runs=" + runs);
        assertThat(Launch.causes(results.testEvents())).isEmpty();
        assertThat(RUNS).singleElement().satisfies(run -> {
            assertThat(run.experiment().world()).isEqualTo(WorldKind.PROCESS);
            assertThat(run.experiment().latencyMillis()).isZero();
        });
        Path folder = runs.resolve("RegisterProgram-process/latest");
        assertThat(folder.resolve("history.edn")).isNotEmptyFile();
        assertThat(folder.resolve("nodes/n1")).isNotEmptyDirectory();
    }

    @Test
    void flawInProcessesIsFoundAndKept() {
        assertThat(Launch.causes(Launch.of(FlawedProcesses.class).testEvents()))
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("seed 1: violation\n")
                .contains("\n  ran: AmnesicRegister, register, process, 1 nodes, 2 clients, ")
                .doesNotContain("\n  but: ")
                .satisfies(message -> assertThat(Path.of(message.replaceFirst("(?s).*\n  report: (.*?)\n.*", "$1")))
                        .isNotEmptyFile());
    }

    @Test
    void missingDockerAbortsEachSeed(@TempDir Path folder) {
        String before = System.getProperty(DOCKER_HOST);
        System.setProperty(DOCKER_HOST, "unix://" + folder.resolve("none.sock"));
        try {
            EngineExecutionResults results = Launch.of(Containers.class);
            results.testEvents()
                    .assertStatistics(statistics -> statistics.started(2).aborted(2));
            assertThat(Launch.causes(results.testEvents()))
                    .hasOnlyElementsOfType(TestAbortedException.class)
                    .extracting(Throwable::getMessage)
                    .allMatch(message -> message.startsWith(
                            "the world docker is absent: there is no container engine at unix://" + folder));
        } finally {
            if (before == null) {
                System.clearProperty(DOCKER_HOST);
            } else {
                System.setProperty(DOCKER_HOST, before);
            }
        }
    }

    @Test
    void nodesRunInContainersWhereThereIsAnEngine(@TempDir Path runs) {
        Worlds.whyAbsent(WorldKind.DOCKER).ifPresent(reason -> assumeTrue(false, reason));
        RUNS.clear();
        EngineExecutionResults results = Launch.of(Containers.class, "squall.seed=1", "squall.runs=" + runs);
        assertThat(Launch.causes(results.testEvents())).isEmpty();
        assertThat(RUNS)
                .singleElement()
                .satisfies(run -> assertThat(run.experiment().world()).isEqualTo(WorldKind.DOCKER));
        assertThat(runs.resolve("RegisterProgram-docker/latest")).isNotEmptyDirectory();
    }
}
