package dev.squall.cli;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.FileRecorder;
import dev.squall.experiment.Run;
import dev.squall.experiment.RunFolder;
import dev.squall.experiment.RunSummary;
import dev.squall.experiment.Runner;
import dev.squall.experiment.SystemUnderTest;
import dev.squall.experiment.World;
import dev.squall.node.wire.WireCodec;
import dev.squall.workload.Workload;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        name = "run",
        description = "Runs one experiment: deploys a system, lets faults strike, records and judges.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    private static final int SEED_BOUND = 1_000_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SYSTEM",
            description = "A system of squall list; with --bin, the arguments of the executable (after --).",
            arity = "0..*")
    private List<String> words = new ArrayList<>();

    @Option(names = "--bin", paramLabel = "FILE", description = "An executable that speaks Maelstrom's protocol.")
    private String binary;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            description = "process: each node an OS process; simulated: virtual time (default: process).")
    private String world = Experiment.PROCESS;

    @Option(names = "--seed", paramLabel = "N", description = "From which all that is random follows (default: drawn).")
    private Long seed;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Option(
            names = "--check-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time for each checker (default: 1m).")
    private Duration checkTimeout = Budget.DEFAULT.time();

    @Option(names = "--json", description = "Print the verdict as JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        SystemUnderTest system = binary == null ? namedSystem() : executable();
        requireWorld(system);
        Experiment experiment =
                options.toExperiment(system, command(), world, seed != null ? seed : drawSeed(), spec.commandLine());
        SystemOptions.validate(system, experiment, spec.commandLine());
        return run(experiment, system);
    }

    private SystemUnderTest namedSystem() {
        if (words.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    (words.isEmpty() ? "no system was named" : "several systems were named: " + words)
                            + "; expected one of squall list, or --bin FILE");
        }
        return Catalogue.system(words.get(0))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no system '" + words.get(0) + "'; expected one of "
                                + String.join(
                                        ", ",
                                        Catalogue.systems().stream()
                                                .map(SystemUnderTest::name)
                                                .toList())));
    }

    private SystemUnderTest executable() {
        Path file = Path.of(binary);
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the executable '" + binary + "' " + (Files.exists(file) ? "may not be executed" : "does not exist")
                            + "; expected a file with its execute permission set");
        }
        return Catalogue.executable(file.getFileName().toString());
    }

    private List<String> command() {
        if (binary == null) {
            return List.of();
        }
        List<String> command = new ArrayList<>();
        command.add(binary);
        command.addAll(words);
        return command;
    }

    private void requireWorld(SystemUnderTest system) {
        if (!world.equals(Experiment.PROCESS) && !world.equals(Experiment.SIMULATED)) {
            throw new ParameterException(
                    spec.commandLine(), "there is no world '" + world + "'; expected process or simulated");
        }
        if (system.program().isEmpty() && world.equals(Experiment.SIMULATED)) {
            throw new ParameterException(
                    spec.commandLine(), "an executable cannot be simulated; expected --world process");
        }
    }

    private static long drawSeed() {
        return new SecureRandom().nextInt(SEED_BOUND);
    }

    private int run(Experiment experiment, SystemUnderTest system) {
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        Workload workload = Catalogue.workload(experiment.workload());
        RunFolder folder = RunFolder.create(options.runs(), experiment, Instant.now());
        Map<String, Object> provenance = new LinkedHashMap<>(Provenance.facts());
        provenance.put("command", RepeatLine.of(experiment));
        folder.writeExperiment(experiment, provenance);
        out.println(RunText.introduction(experiment));
        out.println("recorded in " + folder.path());
        out.flush();

        Runner.Recording recording = record(experiment, system, workload, folder, out);
        Run run = Runner.judge(recording, workload, new Budget(checkTimeout, Budget.DEFAULT.memoryBytes()));
        folder.writeVerdict(run);
        RunText.print(run, out);
        out.println("  again: " + RepeatLine.of(experiment));
        out.flush();
        if (json) {
            Map<String, Object> summary = RunSummary.of(run);
            summary.put("folder", folder.path().toString());
            summary.put("command", RepeatLine.of(experiment));
            JsonOutput.print(summary, spec.commandLine().getOut());
        }
        return run.outcome().exitCode();
    }

    private Runner.Recording record(
            Experiment experiment, SystemUnderTest system, Workload workload, RunFolder folder, PrintWriter out) {
        WireCodec codec = new WireCodec(Worlds.vocabulary(system, workload));
        World created = Worlds.create(experiment, system, workload, folder);
        try (FileRecorder recorder = new FileRecorder(folder.path(), codec);
                Interruption interruption = Interruption.stopping(created);
                Progress progress = new Progress(out, json)) {
            ProgressRecorder reporting = new ProgressRecorder(recorder, progress, experiment);
            Runner.Recording recording = Runner.record(experiment, system, workload, created, reporting);
            if (interruption.happened()) {
                out.println("interrupted: the history so far is kept and can be checked");
            }
            return recording;
        }
    }
}
