package dev.squall.cli;

import dev.squall.check.Budget;
import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.Run;
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
        description = "Runs many seeds of a system in the simulated world, on all cores; stops at the first violation.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SweepCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SYSTEM", description = "A system of squall list.")
    private String systemName;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (default: ${DEFAULT-VALUE}).")
    private int seeds = 100;

    @Option(names = "--first-seed", paramLabel = "N", description = "The first of them (default: ${DEFAULT-VALUE}).")
    private long firstSeed = 1;

    @Option(names = "--collect", description = "Go on after a violation, and tell all in the end.")
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
        if (seeds < 1 || threads < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds and --threads must be at least 1");
        }
        Experiment base = options.toExperiment(system, List.of(), Experiment.SIMULATED, firstSeed, spec.commandLine());
        SystemOptions.validate(system, base, spec.commandLine());
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Sweep sweep = new Sweep(base, system, Catalogue.workload(base.workload()), Budget.DEFAULT, !noSwarm);
        long startNanos = System.nanoTime();
        Sweep.Result result;
        try (Progress progress = new Progress(out, json)) {
            result = sweep.run(seeds, threads, !collect, done -> progress.report(done + " of " + seeds + " seeds"));
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        print(result, seconds, out);
        if (json) {
            JsonOutput.print(toJson(result), spec.commandLine().getOut());
        }
        return result.outcome().exitCode();
    }

    private void print(Sweep.Result result, double seconds, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %s, %d seeds from %d on in %.1f s: %s; %,d operations in %,d s of virtual time%n",
                result.outcome().word().toUpperCase(Locale.ROOT),
                systemName,
                result.seedsRun(),
                firstSeed,
                seconds,
                counts(result),
                result.operations(),
                result.virtualNanos() / 1_000_000_000);
        for (Run run : result.failures()) {
            out.printf("seed %d: %s%n", run.experiment().seed(), run.outcome().word());
            for (Verdict verdict : run.verdicts()) {
                if (verdict.validity() != Validity.VALID) {
                    RunText.printVerdict(verdict, out);
                }
            }
            run.vacuities().forEach(reason -> out.println("  vacuous: " + reason));
            out.println("  again: " + RepeatLine.of(run.experiment()));
        }
        out.flush();
    }

    private static String counts(Sweep.Result result) {
        List<String> parts = new ArrayList<>();
        result.counts().forEach((outcome, count) -> parts.add(count + " " + outcome.word()));
        return String.join(", ", parts);
    }

    private static Map<String, Object> toJson(Sweep.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", result.outcome().word());
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
            failure.putAll(dev.squall.experiment.RunSummary.of(run));
            failures.add(failure);
        }
        json.put("failures", failures);
        return json;
    }
}
