package dev.squall.cli;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.cluster.WorldException;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Run;
import dev.squall.experiment.RunSummary;
import dev.squall.experiment.Sweep;
import dev.squall.experiment.SystemUnderTest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
final class SweepCommand implements Callable<Integer> {

    private static final int THREADS_MAX = 1_024;
    private static final String INTERRUPTED = "interrupted";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SYSTEM", description = "A system of squall list.")
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

    @Option(names = "--threads", paramLabel = "N", description = "Seeds at work at once (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Option(names = "--json", description = "Print JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        SystemUnderTest system = Catalogue.system(systemName)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "there is no system '" + systemName + "'; see squall list"));
        if (seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds is " + seeds + "; expected at least 1");
        }
        if (threads < 1 || threads > THREADS_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "--threads is " + threads + "; expected at least 1 and at most " + THREADS_MAX);
        }
        Experiment base = options.toExperiment(system, List.of(), Experiment.SIMULATED, firstSeed, spec.commandLine());
        SystemOptions.validate(system, base, spec.commandLine());
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Sweep sweep = new Sweep(base, system, Catalogue.workload(base.workload()), Budget.DEFAULT, !noSwarm);
        try (Interruption interruption = new Interruption(sweep::stop, () -> {})) {
            long startNanos = System.nanoTime();
            Sweep.Result result;
            try (Progress progress = Progress.of(out, json)) {
                result = sweep.run(
                        seeds, threads, !collect, done -> progress.report(() -> done + " of " + seeds + " seeds"));
            }
            boolean interrupted = !interruption.claim();
            String outcome = interrupted ? INTERRUPTED : result.outcome().word();
            print(outcome, result, (System.nanoTime() - startNanos) / 1e9, out);
            if (json) {
                JsonOutput.print(toJson(outcome, result), spec.commandLine().getOut());
            }
            return interrupted ? Interruption.EXIT_CODE : result.outcome().exitCode();
        }
    }

    private void print(String outcome, Sweep.Result result, double seconds, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %s, %d of %d seeds from %d on in %.1f s: %s; %,d operations in %,d s of virtual time%n",
                outcome.toUpperCase(Locale.ROOT),
                systemName,
                result.seedsRun(),
                seeds,
                firstSeed,
                seconds,
                counts(result),
                result.operations(),
                result.virtualNanos() / 1_000_000_000);
        result.failures().stream()
                .filter(run -> run.outcome() != Outcome.VACUOUS)
                .forEach(run -> printFailure(run, out));
        printVacuous(result, out);
        for (Sweep.RunError error : result.errors()) {
            out.printf("seed %d: %s%n", error.experiment().seed(), Outcome.ERROR.word());
            out.println("  " + describe(error.cause()));
            out.println("  again: " + RepeatLine.of(error.experiment()));
        }
        out.flush();
    }

    private static void printFailure(Run run, PrintWriter out) {
        out.printf("seed %d: %s%n", run.experiment().seed(), run.outcome().word());
        for (Verdict verdict : run.verdicts()) {
            if (verdict.validity() != Validity.VALID) {
                RunText.printVerdict(verdict, out);
            }
        }
        out.println("  again: " + RepeatLine.of(run.experiment()));
    }

    /** Runs that prove nothing are told of shortly: the first stands for all. */
    private static void printVacuous(Sweep.Result result, PrintWriter out) {
        List<Run> vacuous = result.failures().stream()
                .filter(run -> run.outcome() == Outcome.VACUOUS)
                .toList();
        if (vacuous.isEmpty()) {
            return;
        }
        Run first = vacuous.get(0);
        String others = vacuous.size() > 1 ? ", as were " + (vacuous.size() - 1) + " others" : "";
        out.printf("seed %d: vacuous%s%n", first.experiment().seed(), others);
        first.vacuities().forEach(reason -> out.println("  " + reason));
        out.println("  again: " + RepeatLine.of(first.experiment()));
    }

    private static String describe(Throwable cause) {
        return cause instanceof WorldException ? cause.getMessage() : "a defect of the harness: " + cause;
    }

    private static String counts(Sweep.Result result) {
        List<String> parts = new ArrayList<>();
        result.counts().forEach((outcome, count) -> parts.add(count + " " + outcome.word()));
        return String.join(", ", parts);
    }

    private static Map<String, Object> toJson(String outcome, Sweep.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome);
        json.put("seeds", result.seedsRun());
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Map.Entry<Outcome, Integer> entry : result.counts().entrySet()) {
            counts.put(entry.getKey().word(), entry.getValue());
        }
        json.put("counts", counts);
        json.put("operations", result.operations());
        List<Object> failures = new ArrayList<>();
        for (Run run : result.failures()) {
            Map<String, Object> failure = new LinkedHashMap<>();
            failure.put("seed", run.experiment().seed());
            failure.put("command", RepeatLine.of(run.experiment()));
            failure.putAll(RunSummary.of(run));
            failures.add(failure);
        }
        json.put("failures", failures);
        List<Object> errors = new ArrayList<>();
        for (Sweep.RunError error : result.errors()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("seed", error.experiment().seed());
            entry.put("command", RepeatLine.of(error.experiment()));
            entry.put("error", describe(error.cause()));
            errors.add(entry);
        }
        json.put("errors", errors);
        return json;
    }
}
