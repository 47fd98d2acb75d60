package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need a container engine, where there is none. */
class EngineCommandsTest {

    private static final String DOCKER_HOST = "DOCKER_HOST";

    @TempDir
    private Path folder;

    @BeforeEach
    void hideTheEngine() {
        System.setProperty(DOCKER_HOST, "unix://" + folder.resolve("docker.sock"));
    }

    @AfterEach
    void showTheEngine() {
        System.clearProperty(DOCKER_HOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image build", "image list", "image prune", "image prune --all", "docker prune"})
    void missingEngineIsReportedInOneSentence(String line) {
        Squall.Result result = Squall.run(line.split(" "));

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .hasLineCount(1)
                .startsWith("squall: there is no container engine at unix://")
                .contains("install and start one");
    }

    @Test
    void runWithoutEngineFailsWithOneSentence() {
        Squall.Result result = Squall.run(
                "run",
                "raft-kv",
                "--world",
                "docker",
                "--runs",
                folder.resolve("runs").toString());

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.err()).hasLineCount(1).startsWith("squall: there is no container engine at unix://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image list --json", "docker prune --json"})
    void missingEngineIsReportedInJson(String line) {
        Squall.Result result = Squall.run(line.split(" "));

        assertThat(result.exitCode()).isEqualTo(255);
        assertThat(result.out()).contains("\"outcome\" : \"error\"", "there is no container engine");
    }
}
