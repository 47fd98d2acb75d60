package dev.squall.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.squall.experiment.Outcome;
import dev.squall.world.WorldKind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.SurefireReportParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a suite's reports, read as their readers read them. */
class SuiteReportsTest {

    private static final String TEXT =
            """
            suite: s
            experiments:
              - name: one
                systems: [raft-kv]
                worlds: [simulated, docker]
                seeds: [1, 2, 3, 4, 5]
              - name: two
                systems: [quorum]
                seeds: [4]
            """;

    @TempDir
    private Path runs;

    private SuiteFolder folder;
    private SuiteResult result;

    static SuiteMetadata metadata() {
        return new SuiteMetadata(
                Path.of("s.yaml"), new Identity("s", "0", "abc", 1, "1/1"), Map.of("version", "0.1.0"), Instant.EPOCH);
    }

    @BeforeEach
    void runASuiteThatHasEveryOutcome() {
        FakeWorkbench workbench = new FakeWorkbench();
        workbench.absent.put(WorldKind.DOCKER, "there is no container engine");
        List<Outcome> outcomes =
                List.of(Outcome.VALID, Outcome.VIOLATION, Outcome.ERROR, Outcome.VACUOUS, Outcome.UNKNOWN);
        workbench.outcomes = experiment -> outcomes.get((int) experiment.seed() - 1);
        Suite suite = FakeSystems.suite(TEXT);
        folder = SuiteFolder.open(runs, metadata().identity(), false, Instant.EPOCH);
        SuiteRunner.Limits limits = new SuiteRunner.Limits(1, 1, Long.MAX_VALUE / 2);
        result = new SuiteRunner(suite, 1, Shard.WHOLE, workbench, folder, limits, workbench::nanoTime)
                .run(report -> {});
    }

    private void write(Optional<Path> stepSummary) {
        SuiteReports.write(result, metadata(), folder, stepSummary);
        folder.close();
    }

    @Test
    void surefireReadsTheReportAndCountsAsTheSuiteDoes() {
        write(Optional.empty());
        File junit = folder.path().resolve(SuiteFolder.JUNIT_FOLDER).toFile();
        assertThat(SurefireReportParser.hasReportFiles(junit)).isTrue();

        List<ReportTestSuite> suites =
                new SurefireReportParser(List.of(junit), new NullConsoleLogger()).parseXMLReportFiles();

        assertThat(suites)
                .extracting(ReportTestSuite::getFullClassName)
                .containsExactlyInAnyOrder("squall.s.one", "squall.s.two");
        for (ReportTestSuite suite : suites) {
            boolean isOne = suite.getFullClassName().endsWith("one");
            assertThat(suite.getNumberOfTests()).isEqualTo(isOne ? 7 : 2);
            assertThat(suite.getTestCases()).hasSize(suite.getNumberOfTests());
            assertThat(suite.getNumberOfFailures()).isEqualTo(isOne ? 2 : 1);
            assertThat(suite.getNumberOfErrors()).isEqualTo(isOne ? 1 : 0);
            assertThat(suite.getNumberOfSkipped()).isEqualTo(isOne ? 2 : 1);
            assertThat(suite.getTestCases().stream().filter(ReportTestCase::hasFailure))
                    .hasSize(suite.getNumberOfFailures());
            assertThat(suite.getTestCases().stream().filter(ReportTestCase::hasSkipped))
                    .hasSize(suite.getNumberOfSkipped());
        }
    }

    @Test
    void failedTestCaseSaysHowToRepeatIt() {
        write(Optional.empty());
        File junit = folder.path().resolve(SuiteFolder.JUNIT_FOLDER).toFile();
        ReportTestCase violation = new SurefireReportParser(List.of(junit), new NullConsoleLogger())
                .parseXMLReportFiles().stream()
                        .flatMap(suite -> suite.getTestCases().stream())
                        .filter(test -> "violation".equals(test.getFailureType()))
                        .findFirst()
                        .orElseThrow();
        assertThat(violation.getName()).isEqualTo("raft-kv, simulated, all, seed 2");
        assertThat(violation.getFailureMessage())
                .isEqualTo("linearizable: stale-read: what <was> \"seen\" & said \uFFFD"
                        + " (reproducible: 1 of 1 reruns of the seed show a violation)");
        assertThat(violation.getFailureDetail())
                .contains("kept in runs/raft-kv-simulated/", "again: ./squall run raft-kv --world simulated")
                .endsWith("--seed 2");
    }

    @Test
    void jsonSummaryListsEveryFinishedRun() throws IOException {
        write(Optional.empty());
        JsonNode json = new ObjectMapper()
                .readTree(folder.path().resolve(SuiteFolder.SUMMARY_FILE).toFile());
        assertThat(json.path("format").asInt()).isEqualTo(JsonSummary.FORMAT);
        assertThat(json.path("outcome").asText()).isEqualTo("violation");
        assertThat(json.path("state").asText()).isEqualTo("complete");
        assertThat(json.path("runs")).hasSize(6);
        for (JsonNode run : json.path("runs")) {
            assertThat(run.path("labels").fieldNames())
                    .toIterable()
                    .containsExactly("experiment", "system", "workload", "world", "faults");
            String kept = run.path("folder").asText();
            assertThat(kept).startsWith("runs/");
            assertThat(folder.path().resolve(kept)).isDirectory();
        }
        assertThat(json.path("runs").get(1).path("reproducibility").asText()).isEqualTo("reproducible");
        assertThat(json.path("cells")).hasSize(3);
        assertThat(json.path("cells").get(1).path("outcome").asText()).isEqualTo("skipped");
    }

    @Test
    void markdownIsAppendedToTheStepSummary() throws IOException {
        Path stepSummary = runs.resolve("step.md");
        Files.writeString(stepSummary, "before\n");
        write(Optional.of(stepSummary));
        String own = Files.readString(folder.path().resolve(SuiteFolder.MARKDOWN_FILE));
        assertThat(Files.readString(stepSummary)).isEqualTo("before\n" + own);
        assertThat(own)
                .startsWith("## VIOLATION: s\n")
                .contains("| two | quorum | simulated | all | **vacuous** | 1 vacuous of 1 |")
                .contains("### violation: one/raft-kv/simulated/all, seed 2")
                .contains("what \\<was\\> \"seen\"")
                .contains("    ./squall run raft-kv --world simulated", "--seed 2\n");
    }
}
