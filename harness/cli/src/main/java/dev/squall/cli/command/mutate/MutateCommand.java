package dev.squall.cli.command.mutate;

import dev.squall.cli.options.Candidates;
import dev.squall.cli.options.CommandLines;
import dev.squall.cli.options.DurationConverter;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.MutateText;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.Outcome;
import dev.squall.mutate.EquivalentMutants;
import dev.squall.mutate.Mutant;
import dev.squall.mutate.MutantSample;
import dev.squall.mutate.MutantVerdict;
import dev.squall.mutate.MutationFiles;
import dev.squall.mutate.MutationResult;
import dev.squall.mutate.MutationSettings;
import dev.squall.mutate.NodeMutants;
import dev.squall.mutate.worker.MutationTesting;
import dev.squall.node.NodeProgram;
import dev.squall.system.NearestNames;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "mutate",
        description = "Changes the nodes of a sound system in small ways, simulated, and counts how many changes the"
                + " properties find.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MutateCommand implements Callable<Integer> {

    private static final Duration LONGEST_RUN_LIMIT = Duration.ofHours(1);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SYSTEM",
            completionCandidates = Candidates.OfPrograms.class,
            description = "A sound system of squall list.")
    private String systemName;

    @Option(
            names = "--runs-per-mutant",
            paramLabel = "N",
            description = "Runs after which a mutant has survived (default: ${DEFAULT-VALUE}).")
    private int runsPerMutant = 100;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Virtual time of each run, such as 5s (default: 5s).")
    private Duration timeLimit = Duration.ofSeconds(5);

    @Option(
            names = "--run-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Processor time after which a run is ended, and its mutant has timed out (default: 10s).")
    private Duration runLimit = Duration.ofSeconds(10);

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the first run of each mutant, and of the sample (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--sample", paramLabel = "N", description = "Run only N mutants, drawn from all (default: all).")
    private Integer sample;

    @Option(
            names = "--only",
            paramLabel = "CLASS",
            description = "Run only the mutants of this class, without its package, and of the classes within it.")
    private String only;

    @Option(names = "--threads", paramLabel = "N", description = "Mutants at work at once (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write " + MutationFiles.JSON + " and " + MutationFiles.MATRIX + " there.")
    private Path folder;

    @Option(names = "--json", description = "Print JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        SystemUnderTest system = soundSystem();
        requireBounds();
        NodeProgram program = system.program().orElseThrow();
        NodeMutants mutants = NodeMutants.of(program);
        List<Mutant> all = mutants.all();
        EquivalentMutants equivalent;
        try {
            equivalent = EquivalentMutants.of(program, mutants);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        List<Mutant> chosen = only == null ? all : ofClass(mutants, all);
        List<Mutant> sampled = sample == null ? chosen : MutantSample.of(chosen, sample, seed);
        MutationSettings settings =
                new MutationSettings(systemName, runsPerMutant, timeLimit.toMillis(), seed, runLimit.toMillis());
        return run(new MutationTesting(settings, sampled, equivalent), settings, sampled.size(), chosen.size());
    }

    private SystemUnderTest soundSystem() {
        SystemUnderTest system = Systems.installed()
                .find(systemName)
                .orElseThrow(() -> wrong("there is no system '" + systemName + "'; "
                        + NearestNames.didYouMean(systemName, soundNames(), "see squall list")));
        if (system.program().isEmpty()) {
            throw wrong(systemName + " does not run in the simulated world, so it has no mutants; expected a sound"
                    + " system with a program, such as raft-kv");
        }
        if (system.flaw().isPresent()) {
            throw wrong(systemName + " has a deliberate flaw, so its properties are violated without a mutant;"
                    + " expected a sound system, such as raft-kv");
        }
        return system;
    }

    private static List<String> soundNames() {
        return Systems.installed().select(Systems.ALL_SOUND).stream()
                .map(SystemUnderTest::name)
                .toList();
    }

    private void requireBounds() {
        if (runsPerMutant < 1) {
            throw wrong("--runs-per-mutant is " + runsPerMutant + "; expected at least 1, such as 100");
        }
        if (sample != null && sample < 1) {
            throw wrong("--sample is " + sample + "; expected at least 1, or no --sample for all mutants");
        }
        if (threads < 1 || threads > CommandLines.THREADS_MAX) {
            throw wrong("--threads is " + threads + "; expected at least 1 and at most " + CommandLines.THREADS_MAX);
        }
        if (runLimit.compareTo(LONGEST_RUN_LIMIT) > 0) {
            throw wrong("--run-limit is longer than 1h; expected a time such as 10s");
        }
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            throw wrong("--out is " + folder + ", which is no folder; expected a folder, which may not exist yet");
        }
    }

    private List<Mutant> ofClass(NodeMutants mutants, List<Mutant> all) {
        List<String> names = mutants.classNames().stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .toList();
        if (!names.contains(only)) {
            throw wrong("--only is '" + only + "', which is no node class of " + systemName + "; "
                    + NearestNames.didYouMean(only, names, "expected one of " + String.join(", ", names)));
        }
        List<Mutant> chosen = all.stream()
                .filter(mutant -> (mutant.simpleClassName() + "$").startsWith(only + "$"))
                .toList();
        if (chosen.isEmpty()) {
            throw wrong("--only is '" + only + "', which has no mutants; expected a class with code");
        }
        return chosen;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private int run(MutationTesting testing, MutationSettings settings, int sampled, int of) {
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        MutateText text = new MutateText(settings, out);
        text.printPlan(sampled, of);
        long startNanos = System.nanoTime();
        MutantVerdict original = testing.runOriginal();
        if (!text.printOriginal(original)) {
            return original.kind() == MutantVerdict.Kind.KILLED
                    ? Outcome.VIOLATION.exitCode()
                    : Outcome.ERROR.exitCode();
        }
        MutationResult result;
        try (Progress progress = Progress.of(spec.commandLine().getErr(), true)) {
            result =
                    testing.run(original, threads, done -> progress.report(() -> done + " of " + sampled + " mutants"));
        }
        text.print(result, sampled < of, folder == null);
        if (folder != null) {
            MutationFiles.write(result, folder);
            out.println("every mutant: " + folder.resolve(MutationFiles.JSON) + "; the kill matrix: "
                    + folder.resolve(MutationFiles.MATRIX));
        }
        if (json) {
            JsonOutput.print(MutationFiles.toJson(result), spec.commandLine().getOut());
        }
        // The time differs from run to run, so it is not part of the output that a run repeats.
        spec.commandLine()
                .getErr()
                .printf(Locale.ROOT, "mutants run in %.1f s%n", (System.nanoTime() - startNanos) / 1e9);
        return Outcome.VALID.exitCode();
    }
}
