package dev.squall.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.experiment.Outcome;
import dev.squall.suite.github.GitHubAnnotations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner of a nightly build reads first: failures, how they repeat, and a budget that is too short. */
class SuiteFailuresTest {

    private static final String TEXT =
            """
            suite: s
            experiments:
              - name: one
                systems: [raft-kv]
                seeds: [1, 2, 3, 4, 5]
              - name: two
                systems: [quorum]
                seeds: [4]
            """;

    @TempDir
    private Path runs;

    private SuiteFolder folder;
    private SuiteRunner runner;

    @BeforeEach
    void makeASuiteThatHasEveryOutcome() {
        FakeWorkbench workbench = new FakeWorkbench();
        List<Outcome> outcomes =
                List.of(Outcome.VALID, Outcome.VIOLATION, Outcome.ERROR, Outcome.VACUOUS, Outcome.UNKNOWN);
        workbench.outcomes = experiment -> outcomes.get((int) experiment.seed() - 1);
        folder = SuiteFolder.open(runs, SuiteReportsTest.metadata().identity(), false, Instant.EPOCH);
        SuiteRunner.Limits limits = new SuiteRunner.Limits(1, 1, Long.MAX_VALUE / 2);
        runner = new SuiteRunner(
                FakeSystems.suite(TEXT), 1, Shard.WHOLE, workbench, folder, limits, workbench::nanoTime);
    }

    private SuiteResult result() {
        SuiteResult result = runner.run(report -> {});
        folder.close();
        return result;
    }

    @Test
    void annotationsAreSingleLinesThatNameTheCommand() {
        assertThat(GitHubAnnotations.of(result()))
                .hasSize(3)
                .allMatch(line -> line.lines().count() == 1)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("::error title=violation%3A ")
                        .contains("%2C seed 2::", "reproducible: 1 of 1", "%0A./squall run raft-kv"))
                .anySatisfy(line -> assertThat(line).startsWith("::warning title=unknown%3A "));
    }

    @Test
    void summariesCountViolationsByTheirReproducibility() {
        SuiteResult result = result();

        assertThat(result.violationWords()).isEqualTo("1 violation: 1 reproducible");
        assertThat(MarkdownSummary.of(result, SuiteReportsTest.metadata()))
                .contains("\n**1 violation: 1 reproducible.**\n");
    }

    @Test
    void everyCellWithPendingRunsNeedsATurn() {
        assertThat(runner.leastNanos()).isEqualTo(4_000_000_000L);
        result();
        assertThat(runner.leastNanos()).isZero();
    }

    @Test
    void onlyATooShortBudgetIsReported() {
        folder.close();
        StringWriter out = new StringWriter();
        SuiteText text = new SuiteText(new PrintWriter(out));

        text.warnOfBudget(6_000_000_000L, 6_000_000_000L);
        assertThat(out.toString()).isEmpty();
        text.warnOfBudget(5_000_000_000L, 6_000_000_000L);
        assertThat(out.toString())
                .startsWith("the time budget of 5s cannot give every cell a turn; expected at least 6s,");
    }
}
