package dev.squall.suite;

import dev.squall.experiment.Durations;
import java.io.PrintWriter;
import java.util.Locale;

/** Text for a terminal that introduces a suite and reports its result. */
public record SuiteText(PrintWriter out) {

    /** Prints the introduction, before any run. */
    public void introduce(SuiteMetadata metadata, SuiteFolder folder, int plannedRuns) {
        Identity identity = metadata.identity();
        out.printf(
                Locale.ROOT,
                "suite %s, shard %s: %d runs; seed %d, commit %s%n",
                identity.suite(),
                identity.shard(),
                plannedRuns,
                identity.masterSeed(),
                identity.commit());
        if (folder.finishedRuns() > 0) {
            out.println("resumed: " + folder.finishedRuns() + " of them were finished before the interruption");
        }
        out.println("recorded in " + folder.path());
        out.flush();
    }

    /**
     * Prints that a time budget is too short for every cell to have a turn, if it is.
     *
     * @param budgetNanos the time budget
     * @param leastNanos the {@linkplain SuiteRunner#leastNanos() least time}
     */
    public void warnOfBudget(long budgetNanos, long leastNanos) {
        if (budgetNanos < leastNanos) {
            out.println("the time budget of " + time(budgetNanos) + " cannot give every cell a turn; expected at least "
                    + time(leastNanos) + ", or fewer cells by --shard");
            out.flush();
        }
    }

    private static String time(long nanos) {
        return Durations.format(Math.max(1, nanos / 1_000_000));
    }

    /** Prints the results, after the last run. */
    public void conclude(SuiteResult result, SuiteFolder folder) {
        for (CellResult cell : result.cells()) {
            out.printf(
                    Locale.ROOT,
                    "  %-9s  %-60s %s of %d%s%n",
                    cell.outcomeWord(),
                    cell.labels().id(),
                    cell.countWords(),
                    cell.planned(),
                    cell.remark().isEmpty() ? "" : "; " + cell.remark());
        }
        result.shards().stream()
                .filter(ShardResult::isIncomplete)
                .forEach(shard -> out.println("error: shard " + shard.shard() + ": " + shard.problem()));
        result.failures().forEach(this::printFailure);
        if (!result.violationWords().isEmpty()) {
            out.println(result.violationWords());
        }
        if (!result.rateWords().isEmpty()) {
            out.println(result.rateWords());
        }
        out.printf(
                Locale.ROOT,
                "%s: %s, %,d lines of history%s%n",
                result.outcomeWord().toUpperCase(Locale.ROOT),
                result.runsWords(),
                result.operations(),
                end(result.state()));
        out.println("  summary: " + folder.path().resolve(SuiteFolder.MARKDOWN_FILE));
        out.flush();
    }

    private void printFailure(FinishedRun run) {
        out.println(run.outcome().word() + ": " + run.cell() + " seed " + run.seed() + ": " + run.words());
        if (!run.reproducibilityWords().isEmpty()) {
            out.println("  " + run.reproducibilityWords());
        }
        out.println("  again: " + run.command());
    }

    private static String end(SuiteResult.State state) {
        return switch (state) {
            case COMPLETE -> "";
            case TIME_BUDGET -> "; the time was up before all were begun";
            case INTERRUPTED -> "; the same command resumes";
        };
    }
}
