package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StopOnViolationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STALE_READS = "raft-kv-leader-reads-its-own-state";
    private static final int SEED_WITH_A_STALE_READ = 2;

    @TempDir
    private Path folder;

    @Test
    void stoppedRunReportsAndKeepsItsProof() throws IOException {
        Squall.Result result = run(STALE_READS, SEED_WITH_A_STALE_READ, "--stop-on-violation");

        assertThat(result.exitCode()).isEqualTo(1);
        List<String> history = Files.readAllLines(folder.resolve("latest/history.edn"));
        int last = history.size() - 1;
        assertThat(result.out())
                .containsPattern(
                        "stopped at operation " + last + ", after [0-9.]+ s of virtual time, by linearizable: ")
                .contains("minimal proof            confirmed", "operations that no order explains on key ")
                .contains(" --stop-on-violation --seed " + SEED_WITH_A_STALE_READ)
                .doesNotContain("recovery ", "VACUOUS");
        JsonNode verdict = JSON.readTree(folder.resolve("latest/verdict.json").toFile());
        assertThat(verdict.get("stopped").get("operation").asInt()).isEqualTo(last);
        assertThat(verdict.get("vacuous")).isEmpty();
        JsonNode proof = verdict.get("verdicts").get(0).get("proof");
        assertThat(proof.get("status").asText()).isEqualTo("confirmed");
        assertThat(proof.get("core")).isNotEmpty();
        assertThat(Squall.run("check", "--verify", folder.resolve("latest").toString())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void stoppedHistoryIsAPrefixOfTheWholeRun() throws IOException {
        run(STALE_READS, SEED_WITH_A_STALE_READ);
        byte[] whole = Files.readAllBytes(folder.resolve("latest/history.edn"));
        run(STALE_READS, SEED_WITH_A_STALE_READ, "--stop-on-violation");
        byte[] stopped = Files.readAllBytes(folder.resolve("latest/history.edn"));

        assertThat(whole).hasSizeGreaterThan(stopped.length).startsWith(stopped);
    }

    @Test
    void repeatLineRepeatsTheBytes() throws IOException {
        Squall.Result first = run(STALE_READS, SEED_WITH_A_STALE_READ, "--stop-on-violation", "--json");
        byte[] recorded = Files.readAllBytes(folder.resolve("latest/history.edn"));
        String line = JSON.readTree(first.out()).get("command").asText() + " --runs '" + folder + "'";

        assertThat(Squall.run(Squall.argumentsOf(line)).exitCode()).isEqualTo(1);
        assertThat(folder.resolve("latest/history.edn")).hasBinaryContent(recorded);
    }

    @Test
    void aSoundSystemIsServedToTheEnd() {
        Squall.Result result = run("raft-kv", 7, "--time-limit", "6s", "--faults", "partition", "--stop-on-violation");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("recovery                 valid").doesNotContain("stopped at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"raft-kv-vote-not-stable", "raft-kv-commit-below-quorum"})
    void aSweepStopsRunsToo(String system) throws IOException {
        Squall.Result result =
                Squall.run("sweep", system, "--seeds", "100", "--time-limit", "10s", "--stop-on-violation", "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        JsonNode failures = JSON.readTree(result.out()).get("failures");
        assertThat(failures).anySatisfy(failure -> {
            assertThat(failure.get("stopped").get("operation").asInt())
                    .isEqualTo(failure.get("operations").asInt() - 1);
            assertThat(failure.get("command").asText()).contains("--stop-on-violation");
        });
    }

    private Squall.Result run(String system, int seed, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", system, "--world", "simulated"));
        arguments.addAll(List.of("--seed", String.valueOf(seed), "--runs", folder.toString()));
        arguments.addAll(List.of(options));
        return Squall.run(arguments.toArray(String[]::new));
    }
}
