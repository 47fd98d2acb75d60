package dev.squall.cli.command;

import dev.squall.cli.options.CommandLines;
import dev.squall.cli.options.DurationConverter;
import dev.squall.cli.options.KubernetesOptions;
import dev.squall.cli.options.SuiteSystems;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.report.index.IndexPage;
import dev.squall.report.page.ReportException;
import dev.squall.run.FileProblem;
import dev.squall.run.Provenance;
import dev.squall.suite.Identity;
import dev.squall.suite.RunReport;
import dev.squall.suite.Shard;
import dev.squall.suite.Suite;
import dev.squall.suite.SuiteFolder;
import dev.squall.suite.SuiteMetadata;
import dev.squall.suite.SuiteReader;
import dev.squall.suite.SuiteReports;
import dev.squall.suite.SuiteResult;
import dev.squall.suite.SuiteRunner;
import dev.squall.suite.SuiteText;
import dev.squall.suite.github.GitHubAnnotations;
import dev.squall.suite.github.Sarif;
import dev.squall.suite.kubernetes.ClusterSuite;
import dev.squall.suite.kubernetes.KubernetesManifests;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.world.WorldException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "suite",
        description = "Runs the experiments of a suite file, the nightly; interrupted, the same command resumes it.",
        mixinStandardHelpOptions = true,
        subcommands = SuiteMergeCommand.class,
        sortOptions = false)
public final class SuiteCommand implements Callable<Integer> {

    private static final long BYTES_MAX = 1L << 20;
    private static final int KEEP = 1;
    private static final int KEEP_MAX = 1_000_000;

    @Spec
    private CommandSpec spec;

    // Not required for the parser, since the subcommand has none.
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The suite, such as harness/suites/nightly.yaml.")
    private Path file;

    @Option(names = "--shard", paramLabel = "K/N", description = "Only the K-th of N equal parts (default: 1/1).")
    private String shard;

    @Option(
            names = "--time-budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Begin no run that would end later; the time is shared fairly (default: none).")
    private Duration timeBudget;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "From which all fresh seeds follow (default: from the commit and the date).")
    private Long seed;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "How many runs of each cell are kept that are valid, and that prove nothing; those that"
                    + " failed are kept anyway (default: 1).")
    private Integer keep;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Simulated runs at work at once (default: one a core).")
    private Integer threads;

    @Option(names = "--fresh", description = "Begin anew, even where an interrupted suite run could be resumed.")
    private boolean fresh;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where runs are kept (default: histories/runs beside the launcher).")
    private Path runs = Path.of(System.getProperty("squall.runs", "histories/runs"));

    @Mixin
    private KubernetesOptions cluster = new KubernetesOptions();

    @Option(
            names = "--annotations",
            description = "Print an annotation for each failure, which GitHub Actions shows (default: where"
                    + " GITHUB_ACTIONS is true).")
    private boolean annotations = "true".equals(System.getenv("GITHUB_ACTIONS"));

    @Option(names = "--json", description = "Print the summary as JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        requireFile();
        requireWithin("--threads", threads, 1, CommandLines.THREADS_MAX);
        requireWithin("--keep", keep, 0, KEEP_MAX);
        cluster.requireConsistent(spec.commandLine());
        Shard part = shard();
        String text = text();
        SuiteSystems systems =
                new SuiteSystems(file.toAbsolutePath().normalize().getParent());
        Suite suite = suite(text, systems);
        Instant now = Instant.now();
        Map<String, Object> provenance = Provenance.facts();
        String commit = String.valueOf(provenance.get("commit"));
        long masterSeed = seed != null ? seed : Identity.masterSeed(commit, LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (cluster.areManifestsWanted()) {
            if (systems.haveOwn()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the suite names a system file or an executable, which the cluster does not have; expected"
                                + " systems of squall list with --kubernetes");
            }
            return printManifests(suite, text, masterSeed);
        }
        Identity identity = Identity.of(suite, text + systems.contents(), commit, masterSeed, part);
        try (SuiteFolder folder = SuiteFolder.open(runs, identity, fresh, now)) {
            SuiteRunner.Limits limits = limits();
            SuiteRunner runner =
                    new SuiteRunner(suite, masterSeed, part, systems::find, folder, limits, Progress::tellSetUp);
            return run(runner, folder, new SuiteMetadata(file, identity, provenance, now));
        }
    }

    private void requireFile() {
        if (file == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no suite was given; expected a file of YAML, such as harness/suites/nightly.yaml, or 'merge'");
        }
    }

    private SuiteRunner.Limits limits() {
        return new SuiteRunner.Limits(
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                keep == null ? KEEP : keep,
                timeBudget == null ? Experiment.LONGEST_MILLIS * 1_000_000 : timeBudget.toNanos());
    }

    private int printManifests(Suite suite, String text, long masterSeed) {
        if (shard != null || fresh || json) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--shard, --fresh and --json are not for --kubernetes; expected --shards, the number of shards");
        }
        List<String> options = new ArrayList<>();
        if (keep != null) {
            options.addAll(List.of("--keep", keep.toString()));
        }
        if (threads != null) {
            options.addAll(List.of("--threads", threads.toString()));
        }
        ClusterSuite manifests = cluster.toClusterSuite(
                suite.name(), text, masterSeed, Optional.ofNullable(timeBudget), options, spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        out.print(KubernetesManifests.of(manifests));
        out.flush();
        return Outcome.VALID.exitCode();
    }

    private void requireWithin(String option, Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is " + value + "; expected at least " + least + " and at most " + most);
        }
    }

    private Shard shard() {
        try {
            return shard == null ? Shard.WHOLE : Shard.parse(shard);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String text() {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new ParameterException(
                        spec.commandLine(), file + " is larger than " + BYTES_MAX + " bytes; expected a suite");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "cannot read the suite " + file + ": " + FileProblem.of(e) + "; expected a file of YAML",
                    e);
        }
    }

    private Suite suite(String text, SuiteSystems systems) {
        try {
            return new SuiteReader(systems, systems::experiment).read(text);
        } catch (YamlFormatException e) {
            throw new ParameterException(spec.commandLine(), file + ", " + e.getMessage(), e);
        }
    }

    private int run(SuiteRunner runner, SuiteFolder folder, SuiteMetadata metadata) {
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        SuiteText text = new SuiteText(out);
        text.introduce(metadata, folder, runner.plannedRuns());
        text.warnOfBudget(limits().timeNanos(), runner.leastNanos());
        try (Interruption interruption = new Interruption(runner::stop, () -> {})) {
            SuiteResult result;
            try (Progress progress = Progress.of(out, json)) {
                result = runner.run(report -> tell(report, progress, out));
            }
            boolean interrupted = !interruption.claim();
            text.conclude(result, folder);
            if (annotations) {
                GitHubAnnotations.of(result).forEach(out::println);
                out.flush();
            }
            int exitCode = report(result, folder, metadata, out);
            return interrupted ? Interruption.EXIT_CODE : exitCode;
        }
    }

    /**
     * Writes the reports and returns the exit code. The outcome is already printed. If the reports cannot be written,
     * the exit code is at least that of an error.
     */
    private int report(SuiteResult result, SuiteFolder folder, SuiteMetadata metadata, PrintWriter out) {
        try {
            Sarif.write(result, metadata, folder);
            Map<String, Object> summary = SuiteReports.write(result, metadata, folder, stepSummary());
            out.println("  page: " + IndexPage.write(runs, complaint -> {}));
            out.flush();
            if (json) {
                JsonOutput.print(summary, spec.commandLine().getOut());
            }
            return result.outcome().exitCode();
        } catch (WorldException | ReportException e) {
            spec.commandLine().getErr().println("squall: " + e.getMessage());
            return Outcome.worst(List.of(result.outcome(), Outcome.ERROR)).exitCode();
        }
    }

    private static void tell(RunReport report, Progress progress, PrintWriter out) {
        if (report.isFailure()) {
            progress.close();
            out.println(report.words());
            out.flush();
        }
        progress.report(report::progress);
    }

    static Optional<Path> stepSummary() {
        return Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY"))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
    }
}
