package dev.squall.cli.command;

import dev.squall.cli.options.DurationConverter;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.report.index.IndexPage;
import dev.squall.report.page.ReportException;
import dev.squall.suite.SuiteFolder;
import dev.squall.suite.SuiteReports;
import dev.squall.suite.SuiteResult;
import dev.squall.suite.SuiteText;
import dev.squall.suite.github.Sarif;
import dev.squall.suite.merge.ShardSearch;
import dev.squall.suite.merge.ShardSet;
import dev.squall.suite.merge.ShardWait;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "merge",
        description = "Merges the shards of a suite into one summary, JUnit report and page.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SuiteMergeCommand implements Callable<Integer> {

    private static final int SHARDS_MAX = 10_000;
    private static final int ATTEMPTS_MAX = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "Folders of shards, or folders with shards somewhere below them.")
    private List<Path> folders;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Number of shards of the suite (default: as the shards that are there say).")
    private Integer shards;

    @Option(names = "--seed", paramLabel = "N", description = "Only shards of this master seed (default: any).")
    private Long seed;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Wait for all shards at most this long, then merge those that are there (default: no wait).")
    private Duration wait;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            description = "With --wait: a shard that failed so many times is awaited no more (default: 1).")
    private int attempts = 1;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where the merged suite is kept (default: histories/runs beside the launcher).")
    private Path runs = Path.of(System.getProperty("squall.runs", "histories/runs"));

    @Option(names = "--json", description = "Print the summary as JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        requireWithin("--shards", shards == null ? 1 : shards, SHARDS_MAX);
        requireWithin("--attempts", attempts, ATTEMPTS_MAX);
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        ShardSearch search = new ShardSearch(
                folders,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                shards == null ? OptionalInt.empty() : OptionalInt.of(shards),
                attempts);
        if (wait != null) {
            await(search, out);
        } else {
            search.missingFolder().ifPresent(this::refuse);
        }
        return merge(search.find(), out);
    }

    private void requireWithin(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + "; expected at least 1 and at most " + most);
        }
    }

    private void refuse(Path missing) {
        throw new ParameterException(
                spec.commandLine(), "there is no folder " + missing + "; expected a folder of shards");
    }

    private void await(ShardSearch search, PrintWriter out) {
        if (shards == null) {
            throw new ParameterException(
                    spec.commandLine(), "--wait needs the number of shards; expected --shards N too");
        }
        Duration longest = Duration.ofMillis(Math.min(wait.toMillis(), Experiment.LONGEST_MILLIS));
        try (Progress progress = Progress.of(out, json)) {
            ShardWait.of(search)
                    .await(
                            longest.toNanos(),
                            settled -> progress.report(() -> settled + " of " + shards + " shards have ended"));
        }
    }

    private int merge(ShardSet shardSet, PrintWriter out) {
        try (SuiteFolder folder = SuiteFolder.open(runs, shardSet.identity(), true, Instant.now())) {
            SuiteResult result;
            Map<String, Object> summary;
            try {
                result = shardSet.mergeInto(folder);
                Sarif.write(result, shardSet.metadata(), folder);
                summary = SuiteReports.write(result, shardSet.metadata(), folder, SuiteCommand.stepSummary());
            } catch (RuntimeException e) {
                folder.discard();
                throw e;
            }
            new SuiteText(out).conclude(result, folder);
            boolean hasPage = writePage(folder, out);
            if (json) {
                JsonOutput.print(summary, spec.commandLine().getOut());
            }
            Outcome outcome = hasPage ? result.outcome() : Outcome.worst(List.of(result.outcome(), Outcome.ERROR));
            return outcome.exitCode();
        }
    }

    private boolean writePage(SuiteFolder folder, PrintWriter out) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Path page = IndexPage.write(folder.path(), complaint -> err.println("squall: " + complaint));
            out.println("  page: " + page);
            out.flush();
            return true;
        } catch (ReportException e) {
            err.println("squall: " + e.getMessage());
            return false;
        }
    }
}
