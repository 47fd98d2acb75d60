package dev.squall.suite.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.squall.experiment.Outcome;
import dev.squall.suite.Cell;
import dev.squall.suite.CellResult;
import dev.squall.suite.FinishedRun;
import dev.squall.suite.Identity;
import dev.squall.suite.SuiteMetadata;
import dev.squall.suite.SuiteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path root;

    private Path suite;

    @BeforeEach
    void writeSuite() throws IOException {
        suite = root.resolve("my suites/nightly.yaml");
        Files.createDirectories(suite.getParent());
        Files.writeString(suite, "suite: s\nexperiments:\n  - name: other\n  - name: \"one\"  # first\n");
    }

    private static FinishedRun run(long seed, Outcome outcome, String words) {
        return new FinishedRun(
                "one/raft-kv/simulated/all",
                seed,
                outcome,
                words,
                1,
                10,
                "runs/raft-kv/1",
                "./squall run raft-kv --seed " + seed,
                List.of(Outcome.VIOLATION, Outcome.VALID));
    }

    private JsonNode log(Path from, FinishedRun... runs) {
        CellResult cell = new CellResult(
                new Cell.Labels("one", "raft-kv", "lin-kv", "simulated", "all"),
                0.5,
                false,
                runs.length,
                List.of(runs),
                Optional.empty());
        SuiteResult result = new SuiteResult(SuiteResult.State.COMPLETE, List.of(cell), 0, 1, List.of());
        SuiteMetadata metadata = new SuiteMetadata(
                suite, new Identity("s", "0", "abc", 1, "1/2"), Map.of("version", "0.1.0"), Instant.EPOCH);
        return JSON.valueToTree(Sarif.of(result, metadata, from));
    }

    private JsonNode everyOutcome() {
        return log(
                root,
                run(1, Outcome.VALID, ""),
                run(2, Outcome.VIOLATION, "linearizable: stale-read: <read> \"7\""),
                run(3, Outcome.ERROR, "no node answered"),
                run(4, Outcome.VIOLATION, "recovery: nobody was served"),
                run(5, Outcome.VIOLATION, "linearizable: stale-read: read 8"));
    }

    @Test
    void logFollowsThePublishedSchema() {
        assertThat(SarifRules.violations(everyOutcome())).isEmpty();
        assertThat(SarifRules.violations(log(root))).isEmpty();
        assertThat(SarifRules.violations(log(suite.getParent().resolve("elsewhere"), run(2, Outcome.VIOLATION, "odd"))))
                .isEmpty();
    }

    @Test
    void rulesNoticeALogThatIsWrong() {
        ObjectNode log = (ObjectNode) everyOutcome();
        ((ObjectNode) log.at("/runs/0/results/0/locations/0/physicalLocation/region")).put("startLine", 0);
        ((ObjectNode) log.at("/runs/0/results/1")).put("severity", "high").put("ruleIndex", 1);

        assertThat(SarifRules.violations(log))
                .containsExactly("lines count from 1", "result has no [severity]", "ruleId is that of ruleIndex");
    }

    @Test
    void eachViolationIsAResultWithItsAnomalyAndRepeatLine() {
        JsonNode run = everyOutcome().at("/runs/0");

        assertThat(run.at("/tool/driver/rules").findValuesAsText("id")).containsExactly("recovery", "stale-read");
        assertThat(run.path("results")).hasSize(3);
        JsonNode first = run.at("/results/0");
        assertThat(first.path("ruleId").asText()).isEqualTo("stale-read");
        assertThat(first.at("/message/text").asText())
                .isEqualTo("one/raft-kv/simulated/all, seed 2: linearizable: stale-read: <read> \"7\" (flaky: 1 of 2"
                        + " reruns of the seed show a violation).\nRepeat: ./squall run raft-kv --seed 2");
        assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("my%20suites/nightly.yaml");
        assertThat(first.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(4);
    }

    @Test
    void oneFindingHasOneFingerprintWhateverItsSeed() {
        List<String> fingerprints = everyOutcome().findValuesAsText("primaryLocationLineHash");

        assertThat(fingerprints).hasSize(3);
        assertThat(fingerprints.get(0)).isEqualTo(fingerprints.get(2)).isNotEqualTo(fingerprints.get(1));
    }
}
