package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.util.List;
import java.util.Locale;

/** Summary of a suite's result in Markdown, which GitHub shows under the run of a workflow. */
final class MarkdownSummary {

    /** Limits the size of the summary, since GitHub accepts 1 MiB per step. */
    private static final int FAILURES_SHOWN_MAX = 20;

    private final SuiteResult result;
    private final SuiteMetadata metadata;
    private final StringBuilder text = new StringBuilder();

    private MarkdownSummary(SuiteResult result, SuiteMetadata metadata) {
        this.result = result;
        this.metadata = metadata;
    }

    static String of(SuiteResult result, SuiteMetadata metadata) {
        MarkdownSummary summary = new MarkdownSummary(result, metadata);
        summary.head();
        summary.incompleteShards();
        summary.cells();
        summary.failures();
        return summary.text.toString();
    }

    private void head() {
        Identity identity = metadata.identity();
        line("## %s: %s", result.outcomeWord().toUpperCase(Locale.ROOT), identity.suite());
        line("");
        line(
                "%s, %,d lines of history; shard %s, seed %d, commit %s%s.",
                result.runsWords(),
                result.operations(),
                identity.shard(),
                identity.masterSeed(),
                identity.commit(),
                end());
        line("");
        if (!result.violationWords().isEmpty()) {
            line("**%s.**", result.violationWords());
            line("");
        }
        if (!result.rateWords().isEmpty()) {
            line("%s.", capitalised(result.rateWords()));
            line("");
        }
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private String end() {
        return switch (result.state()) {
            case COMPLETE -> "";
            case TIME_BUDGET -> "; the time was up before all runs were begun";
            case INTERRUPTED -> "; interrupted, the same command resumes it";
        };
    }

    private void incompleteShards() {
        List<ShardResult> incomplete =
                result.shards().stream().filter(ShardResult::isIncomplete).toList();
        for (ShardResult shard : incomplete) {
            line("- shard %s: **error**: %s", shard.shard(), escaped(shard.problem()));
        }
        if (!incomplete.isEmpty()) {
            line("");
        }
    }

    private void cells() {
        line("| experiment | system | world | faults | outcome | runs | |");
        line("|---|---|---|---|---|---|---|");
        for (CellResult cell : result.cells()) {
            line(
                    "| %s | %s | %s | %s | %s | %s of %d | %s |",
                    cell.labels().experiment(),
                    cell.labels().system(),
                    cell.labels().world(),
                    cell.labels().faults().replace("+", ", "),
                    cell.outcome().filter(Outcome.VALID::equals).isPresent()
                            ? cell.outcomeWord()
                            : "**" + cell.outcomeWord() + "**",
                    cell.countWords(),
                    cell.planned(),
                    escaped(cell.remark()));
        }
    }

    private void failures() {
        List<FinishedRun> failures = result.failures().toList();
        for (FinishedRun run : failures.subList(0, Math.min(failures.size(), FAILURES_SHOWN_MAX))) {
            line("");
            line("### %s: %s, seed %d", run.outcome().word(), run.cell(), run.seed());
            line("");
            line("%s", escaped(run.words()));
            if (!run.reproducibilityWords().isEmpty()) {
                line("");
                line("%s", run.reproducibilityWords());
            }
            line("");
            line("    %s", run.command());
        }
        if (failures.size() > FAILURES_SHOWN_MAX) {
            line("");
            line("And %d more: see %s.", failures.size() - FAILURES_SHOWN_MAX, SuiteFolder.SUMMARY_FILE);
        }
    }

    private static String escaped(String words) {
        return words.replaceAll("\\s+", " ").replaceAll("([\\\\`*_|<>\\[\\]])", "\\\\$1");
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
