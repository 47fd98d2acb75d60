package dev.squall.cli.command;

import dev.squall.check.Budget;
import dev.squall.claims.Minimization;
import dev.squall.cli.cluster.ClusterSweep;
import dev.squall.cli.options.Candidates;
import dev.squall.cli.options.CommandLines;
import dev.squall.cli.options.ExperimentOptions;
import dev.squall.cli.options.SystemOptions;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.Progress;
import dev.squall.cli.print.SweepText;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Variations;
import dev.squall.run.Sweep;
import dev.squall.run.cluster.SweepEngine;
import dev.squall.run.cluster.SweepEngines;
import dev.squall.run.cluster.SweepPlan;
import dev.squall.run.cluster.SweepTotals;
import dev.squall.system.NearestNames;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldKind;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        name = "sweep",
        description = "Runs many seeds of a system, simulated, on all cores; stops at the first violation or error.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SweepCommand implements Callable<Integer> {

    private static final int SEEDS_MINIMIZED_MAX = 3;
    private static final String INTERRUPTED = "interrupted";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SYSTEM",
            completionCandidates = Candidates.OfPrograms.class,
            description = "A system of squall list.")
    private String systemName;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private int seeds = 100;

    @Option(names = "--first-seed", paramLabel = "N", description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long firstSeed = 1;

    @Option(names = "--collect", description = "Go on after a violation or an error, and tell all in the end.")
    private boolean collect;

    @Option(
            names = "--no-swarm",
            description = "Give every seed all faults; else each seed draws some, how often they strike, and a rate.")
    private boolean noSwarm;

    @Option(
            names = "--vary",
            description = "Let every seed also draw the number of nodes and the system's options, unless they are"
                    + " given.")
    private boolean vary;

    @Option(names = "--threads", paramLabel = "N", description = "Seeds at work at once (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--certificates",
            description = "Confirm the certificate of each valid verdict of linearizability or of an isolation level,"
                    + " and count the operations of the confirmed histories.")
    private boolean certificates;

    @Option(
            names = "--minimize",
            description = "Make the violation of the lowest seed smaller, by running it again without this and that,"
                    + " and keep it as a scenario; with --collect, of up to three seeds, until one is small.")
    private boolean minimize;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where --minimize keeps its scenario (default: histories/runs beside the launcher).")
    private Path runs;

    @Option(
            names = "--on",
            paramLabel = "ADDRESS",
            description = "Run the seeds on a cluster, such as spark://HOST:7077, and collect all failures. SPARK_HOME"
                    + " names the cluster's Spark.")
    private String address;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Option(names = "--json", description = "Print JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        SystemUnderTest system = Systems.installed()
                .find(systemName)
                .filter(named -> named.program().isPresent())
                .orElseThrow(this::noSuchSystem);
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds is " + seeds + "; expected at least 1");
        }
        if (threads < 1 || threads > CommandLines.THREADS_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--threads is " + threads + "; expected at least 1 and at most " + CommandLines.THREADS_MAX);
        }
        if (runs != null && !minimize) {
            throw new ParameterException(
                    spec.commandLine(), "--runs is for --minimize; without it a sweep keeps nothing");
        }
        Experiment base = options.toExperiment(system, List.of(), WorldKind.SIMULATED, firstSeed, spec.commandLine());
        SystemOptions.validate(system, base, spec.commandLine());
        return address == null ? sweep(base, system) : sweepOnCluster(base, system);
    }

    private int sweepOnCluster(Experiment base, SystemUnderTest system) {
        if (certificates) {
            throw new ParameterException(
                    spec.commandLine(), "--certificates is not for --on; expected a sweep on this machine");
        }
        SweepEngine engine = SweepEngines.at(address)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no engine for sweeps serves '" + address
                                + "'; expected an address such as spark://HOST:7077"));
        ClusterSweep sweep = new ClusterSweep(new SweepPlan(base, !noSwarm, variations(system), seeds), system, engine);
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        try (Interruption interruption = new Interruption(sweep::stop, () -> {})) {
            long startNanos = System.nanoTime();
            SweepTotals totals;
            try (Progress progress = Progress.of(out, json)) {
                totals = sweep.run(address, progress);
            }
            boolean interrupted = !interruption.claim();
            Sweep.Result result = sweep.explained(totals);
            Outcome whole = sweep.outcome(result);
            String outcome = interrupted ? INTERRUPTED : whole.word();
            new SweepText(systemName, firstSeed, seeds, out)
                    .print(outcome, result, (System.nanoTime() - startNanos) / 1e9);
            sweep.print(totals, out);
            Map<String, Object> answer = sweep.toJson(outcome, result, totals);
            if (minimize && !interrupted) {
                minimize(result, system).ifPresent(minimized -> answer.put("minimized", minimized));
            }
            if (json) {
                JsonOutput.print(answer, spec.commandLine().getOut());
            }
            return interrupted ? Interruption.EXIT_CODE : whole.exitCode();
        }
    }

    private Variations variations(SystemUnderTest system) {
        if (!vary) {
            return Variations.NONE;
        }
        Variations all = system.variations();
        Variations open = options.setsNodes() ? all.withoutNodeCounts() : all;
        if (open.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--vary: " + systemName + " has nothing that may vary; expected no --vary");
        }
        return open;
    }

    private ParameterException noSuchSystem() {
        return new ParameterException(
                spec.commandLine(),
                Systems.installed().find(systemName).isPresent()
                        ? systemName + " is a real system, which cannot be simulated; expected ./squall run "
                                + systemName + " --world docker"
                        : "there is no system '" + systemName + "'; "
                                + NearestNames.didYouMean(
                                        systemName,
                                        Systems.installed().withProgram().stream()
                                                .map(SystemUnderTest::name)
                                                .toList(),
                                        "see squall list"));
    }

    private int sweep(Experiment base, SystemUnderTest system) {
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Sweep sweep = new Sweep(base, system, Systems.installed().workload(base.workload()), Budget.DEFAULT, !noSwarm)
                .varying(variations(system));
        if (certificates) {
            sweep.confirmCertificates();
        }
        try (Interruption interruption = new Interruption(sweep::stop, () -> {})) {
            long startNanos = System.nanoTime();
            Sweep.Result result;
            try (Progress progress = Progress.of(out, json)) {
                result = sweep.run(
                        seeds, threads, !collect, done -> progress.report(() -> done + " of " + seeds + " seeds"));
            }
            boolean interrupted = !interruption.claim();
            String outcome = interrupted ? INTERRUPTED : result.outcome().word();
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            new SweepText(systemName, firstSeed, seeds, out).print(outcome, result, seconds);
            Map<String, Object> answer = SweepText.toJson(outcome, result);
            if (minimize && !interrupted) {
                minimize(result, system).ifPresent(minimized -> answer.put("minimized", minimized));
            }
            if (json) {
                JsonOutput.print(answer, spec.commandLine().getOut());
            }
            return interrupted ? Interruption.EXIT_CODE : result.outcome().exitCode();
        }
    }

    private Optional<Map<String, Object>> minimize(Sweep.Result result, SystemUnderTest system) {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = json ? err : spec.commandLine().getOut();
        Path folder = runs != null ? runs : Path.of(System.getProperty("squall.runs", "histories/runs"));
        Optional<Minimization.Result> found = new Minimization(system, collect ? SEEDS_MINIMIZED_MAX : 1).of(result);
        if (found.isEmpty() && result.outcome() == Outcome.VIOLATION) {
            err.println(
                    "squall: the violation is not shown again by what was written down of its run, so it was not made"
                            + " smaller; try other seeds by --first-seed");
        }
        return found.map(smaller -> new MinimizedRun(system, folder, out, err).keep(smaller, Progress.of(out, json)));
    }
}
