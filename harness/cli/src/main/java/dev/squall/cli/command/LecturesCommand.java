package dev.squall.cli.command;

import dev.squall.claims.ClaimResult;
import dev.squall.claims.CourseTopic;
import dev.squall.claims.RealTimeRuns;
import dev.squall.claims.RealTimeTrials;
import dev.squall.claims.ShownRuns;
import dev.squall.claims.TrialResult;
import dev.squall.claims.TrialRunner;
import dev.squall.claims.Trials;
import dev.squall.cli.explore.ExhaustiveClaims;
import dev.squall.cli.options.Candidates;
import dev.squall.cli.options.CommandLines;
import dev.squall.cli.options.DurationConverter;
import dev.squall.cli.options.WorldConverter;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.LecturesText;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.Outcome;
import dev.squall.report.RunPage;
import dev.squall.report.index.IndexPage;
import dev.squall.report.page.ReportException;
import dev.squall.system.Claim;
import dev.squall.system.NearestNames;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "lectures",
        description = "Verifies what the lectures claim of the course systems: that each sound system keeps its promise"
                + " under faults, and that each system that lacks one step is caught.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class LecturesCommand implements Callable<Integer> {

    private static final int THOROUGH_FACTOR = 50;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "CLAIM",
            completionCandidates = Candidates.OfClaims.class,
            description = "Claims of squall list, the beginning of their names, or lectures such as 6 or 6.2 (default:"
                    + " all).",
            arity = "0..*")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--claim",
            paramLabel = "CLAIM",
            completionCandidates = Candidates.OfClaims.class,
            description = "As the parameter; can be given several times.")
    private List<String> more = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "All seeds follow from it (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--thorough", description = "Fifty times as many seeds for what must survive.")
    private boolean thorough;

    @Option(
            names = "--exhaustive",
            description = "Instead of many runs, every schedule of a small scope, for the systems that have one.")
    private boolean exhaustive;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            completionCandidates = Candidates.OfWorlds.class,
            converter = WorldConverter.class,
            description = "simulated: many runs of each; docker or process: one of each sound system and up to three of"
                    + " each flawed one, in real time (default: simulated).")
    private WorldKind world = WorldKind.SIMULATED;

    @Option(
            names = "--time-budget",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "In real time, after this no run begins any more (default: 14m).")
    private Duration timeBudget = Duration.ofMinutes(14);

    @Option(names = "--threads", paramLabel = "N", description = "Runs at once (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where the index of the runs, with the claims, is kept, and in real time the runs (default:"
                    + " histories/runs beside the launcher).")
    private Path runs = Path.of(System.getProperty("squall.runs", "histories/runs"));

    @Option(names = "--json", description = "Print JSON on standard output, all else on standard error.")
    private boolean json;

    /** Reason for which a run of a claim could not be saved, if there is one. */
    private Optional<String> keepingFailure = Optional.empty();

    @Override
    public Integer call() {
        if (threads < 1 || threads > CommandLines.THREADS_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--threads is " + threads + "; expected at least 1 and at most " + CommandLines.THREADS_MAX);
        }
        List<Claim> claims = claims();
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        if (exhaustive) {
            return explore(claims, out);
        }
        Trials runner = trials();
        LecturesText text = new LecturesText(out, isSimulated());
        try (Interruption interruption = new Interruption(runner::stop, () -> {})) {
            long startNanos = System.nanoTime();
            List<ClaimResult> results = new ArrayList<>();
            for (Claim claim : claims) {
                text.printTopics(claim, isWholeCourse());
                ClaimResult result = verify(claim, runner, out);
                if (runner.isStopped()) {
                    break;
                }
                text.print(result);
                results.add(keepRuns(result));
            }
            boolean interrupted = !interruption.claim();
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            text.printSummary(results, claims.size(), seconds, seed);
            Map<String, Object> answer = LecturesText.toJson(results, seconds, seed);
            boolean isKept = interrupted || keep(answer, out);
            if (json) {
                JsonOutput.print(answer, spec.commandLine().getOut());
            }
            Outcome outcome = outcome(results);
            if (interrupted) {
                return Interruption.EXIT_CODE;
            }
            // A refuted claim is more important than a missing page.
            return (outcome == Outcome.VALID && !isKept ? Outcome.ERROR : outcome).exitCode();
        }
    }

    private int explore(List<Claim> claims, PrintWriter out) {
        if (thorough || !isSimulated()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--exhaustive explores by itself; leave out " + (thorough ? "--thorough" : "--world"));
        }
        AtomicBoolean stopped = new AtomicBoolean();
        try (Interruption interruption = new Interruption(() -> stopped.set(true), () -> {})) {
            ExhaustiveClaims exploration = new ExhaustiveClaims(out, stopped::get);
            Outcome outcome = exploration.explore(claims);
            if (json) {
                JsonOutput.print(exploration.answer(), spec.commandLine().getOut());
            }
            return interruption.claim() ? outcome.exitCode() : Interruption.EXIT_CODE;
        }
    }

    private Outcome outcome(List<ClaimResult> results) {
        boolean nothingTried = results.stream().flatMap(ClaimResult::trials).noneMatch(TrialResult::isTried);
        return nothingTried
                ? Outcome.VACUOUS
                : Outcome.worst(results.stream()
                        .map(isSimulated() ? ClaimResult::outcome : ClaimResult::outcomeInRealTime)
                        .toList());
    }

    private boolean isSimulated() {
        return world.isVirtual();
    }

    private Trials trials() {
        if (isSimulated()) {
            return new TrialRunner(seed, thorough ? THOROUGH_FACTOR : 1, threads);
        } else if (thorough) {
            throw new ParameterException(spec.commandLine(), "--thorough is for the simulated world; leave it out");
        }
        return new RealTimeTrials(world, seed, new RealTimeRuns(runs, Progress::tellSetUp), timeBudget);
    }

    /**
     * Saves the runs that show a claim. After a first failure nothing more is saved, and {@link #keep} reports the
     * failure. Runs in real time have their own folders.
     */
    private ClaimResult keepRuns(ClaimResult result) {
        if (!isSimulated() || keepingFailure.isPresent()) {
            return result.withoutRuns();
        }
        try {
            return new ShownRuns(runs, RunPage::write).keep(result);
        } catch (WorldException | ReportException e) {
            keepingFailure = Optional.of(e.getMessage());
            return result.withoutRuns();
        }
    }

    /**
     * Writes the HTML page of the lectures' claims. If the page or a run cannot be written, prints an error and returns
     * false. The page lists the folders of runs in real time.
     */
    private boolean keep(Map<String, Object> answer, PrintWriter out) {
        try {
            keepingFailure.ifPresent(failure -> {
                throw new WorldException("cannot write the runs of the claims: " + failure
                        + "; name a folder that can be written by --runs");
            });
            out.println("the claims in a page: "
                    + (isSimulated() ? new LecturesFile(runs).keep(answer) : IndexPage.write(runs, complaint -> {})));
            return true;
        } catch (WorldException | ReportException e) {
            spec.commandLine().getErr().println("squall: " + e.getMessage());
            return false;
        }
    }

    private List<Claim> claims() {
        List<String> asked = Stream.concat(ids.stream(), more.stream()).toList();
        List<Claim> all = CourseTopic.inOrder(Systems.installed().claims());
        List<String> names = all.stream().map(Claim::id).toList();
        Set<Claim> selected = new LinkedHashSet<>();
        for (String word : asked) {
            List<Claim> claims = CourseTopic.selected(word, all);
            selected.addAll(claims);
            if (claims.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no claim '" + word + "'; "
                                + NearestNames.didYouMean(
                                        word,
                                        names,
                                        "expected one of " + String.join(", ", names)
                                                + ", or a lecture such as 6 or 6.2"));
            }
        }
        return asked.isEmpty() ? all : all.stream().filter(selected::contains).toList();
    }

    private boolean isWholeCourse() {
        return ids.isEmpty() && more.isEmpty();
    }

    private ClaimResult verify(Claim claim, Trials runner, PrintWriter out) {
        return new ClaimResult(
                claim, verify(claim, claim.holds(), runner, out), verify(claim, claim.breaks(), runner, out));
    }

    private List<TrialResult> verify(Claim claim, List<Trial> trials, Trials runner, PrintWriter out) {
        List<TrialResult> results = new ArrayList<>();
        for (Trial trial : trials) {
            if (!runner.isStopped()) {
                try (Progress progress = Progress.of(out, json)) {
                    results.add(runner.run(
                            trial,
                            runs -> progress.report(() -> claim.id() + ": " + trial.system() + ", " + runs + " runs")));
                }
            }
        }
        return results;
    }
}
