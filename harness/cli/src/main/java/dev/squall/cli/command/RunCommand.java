package dev.squall.cli.command;

import dev.squall.check.Budget;
import dev.squall.cli.command.schedule.RepeatedSchedule;
import dev.squall.cli.options.Candidates;
import dev.squall.cli.options.DurationConverter;
import dev.squall.cli.options.ExecutableFile;
import dev.squall.cli.options.ExperimentOptions;
import dev.squall.cli.options.ScenarioFile;
import dev.squall.cli.options.ScheduleFiles;
import dev.squall.cli.options.SystemOptions;
import dev.squall.cli.options.WorldConverter;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.LogFollower;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.BinaryName;
import dev.squall.experiment.Experiment;
import dev.squall.run.RunFolder;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.system.file.DescribedSystem;
import dev.squall.system.file.SystemFile;
import dev.squall.system.yaml.YamlFormatException;
import dev.squall.world.WorldKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Runs one experiment: deploys a system, lets faults strike, records and judges.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class RunCommand implements Callable<Integer> {

    private static final List<String> BESIDE_SCENARIO =
            List.of("--scenario", "--runs", "--json", "--check-timeout", "--no-report");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,59}");
    private static final int SEED_BOUND = 1_000_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SYSTEM",
            completionCandidates = Candidates.OfSystems.class,
            description = "A system of squall list; with --bin, the arguments of the executable (after --).",
            arity = "0..*")
    private List<String> words = new ArrayList<>();

    @Option(names = "--bin", paramLabel = "FILE", description = "An executable that speaks Maelstrom's protocol.")
    private String binary;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the executable is called in verdicts and folders (default: after its script and its"
                    + " arguments).")
    private String name;

    @Option(
            names = "--system",
            paramLabel = "FILE",
            description = "A YAML file that describes a system of your own, as processes or containers.")
    private Path systemFile;

    @Option(names = "--allow-any-mount", description = "Let the system file mount folders that are not below its own.")
    private boolean anyMount;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            completionCandidates = Candidates.OfWorlds.class,
            converter = WorldConverter.class,
            description = "process: each node an OS process; simulated: virtual time; docker: each node a container"
                    + " (default: process, or that of the system file).")
    private WorldKind world;

    @Option(names = "--seed", paramLabel = "N", description = "From which all that is random follows (default: drawn).")
    private Long seed;

    @Option(
            names = "--test-count",
            paramLabel = "N",
            description = "Runs, with successive seeds; they end with the first that is not valid (default: 1).")
    private int testCount = 1;

    @Option(names = "--log-stderr", description = "Show what nodes write to their standard error while they run.")
    private boolean logStderr;

    @Mixin
    private ExperimentOptions options = new ExperimentOptions();

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description =
                    "Repeat what this file says, simulated; it names the system, and all that is to happen. A file"
                            + " of squall play or squall explore is a schedule, which is not recorded.")
    private Path scenario;

    @Option(
            names = "--check-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time for each checker (default: 1m).")
    private Duration checkTimeout = Budget.DEFAULT.time();

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where runs are kept (default: histories/runs beside the launcher).")
    private Path runs = Path.of(System.getProperty("squall.runs", "histories/runs"));

    @Option(
            names = "--no-report",
            description = "Write no page (report.html) of the run; squall report can do it later.")
    private boolean noReport;

    @Option(names = "--json", description = "Print the verdict as JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        return scenario == null ? runAll() : repeat();
    }

    /** Runs the experiment as often as asked, with successive seeds, until a run is not valid. */
    private int runAll() {
        if (testCount < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--test-count is " + testCount + "; expected a number of runs, at least 1");
        }
        long first = seed != null ? seed : drawSeed();
        int exitCode = 0;
        for (int i = 0; i < testCount && exitCode == 0; i++) {
            exitCode = run(new Task.Drawn(experiment(first + i)), system());
        }
        return exitCode;
    }

    private int repeat() {
        requireNothingBesideScenario();
        if (ScheduleFiles.isSchedule(scenario)) {
            return RepeatedSchedule.repeat(scenario, json, spec.commandLine());
        }
        ScenarioFile file = ScenarioFile.read(scenario, spec.commandLine());
        return run(new ScenarioTask(file), file.system());
    }

    private void requireNothingBesideScenario() {
        if (!words.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the scenario names its system; expected no '" + words.get(0) + "' beside --scenario");
        }
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptionsSet()) {
            if (!BESIDE_SCENARIO.contains(option.longestName())) {
                throw new ParameterException(
                        spec.commandLine(),
                        option.longestName() + " contradicts --scenario, whose file says all; expected at most "
                                + String.join(", ", BESIDE_SCENARIO.subList(1, BESIDE_SCENARIO.size()))
                                + " beside it");
            }
        }
    }

    private int run(Task task, SystemUnderTest system) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Budget budget = new Budget(checkTimeout, Budget.DEFAULT.memoryBytes());
        RunFolder folder = RunFolder.create(runs, task.experiment(), Instant.now());
        if (binary != null && options.hasUsualFaults()) {
            err.println("squall: no faults, since an executable gets only those that are named: add --faults"
                    + " partition,packet,pause, or kill too if its nodes keep on disk what they acknowledge");
        }
        SingleRun run = new SingleRun(task, system, folder, json ? err : out, err);
        if (noReport) {
            run.withoutReport();
        }
        SingleRun.Conclusion conclusion;
        LogFollower follower = LogFollower.of(logStderr ? folder.nodesFolder() : null, err);
        try {
            conclusion = run.execute(budget, Progress.of(json ? err : out, json));
        } finally {
            follower.close();
        }
        if (json) {
            JsonOutput.print(conclusion.json(), out);
        }
        return conclusion.exitCode();
    }

    /**
     * Returns the experiment that the arguments describe.
     *
     * @throws ParameterException if the arguments are invalid
     */
    Experiment experiment() {
        return experiment(seed != null ? seed : drawSeed());
    }

    private Experiment experiment(long ofSeed) {
        SystemUnderTest system = system();
        WorldKind ofSystem = systemFile == null
                ? WorldKind.PROCESS
                : system.deployment().orElseThrow().world();
        WorldKind chosen = world != null ? world : ofSystem;
        Experiment experiment = options.toExperiment(system, command(), chosen, ofSeed, spec.commandLine());
        SystemOptions.validate(system, experiment, spec.commandLine());
        return experiment;
    }

    private SystemUnderTest system() {
        if (binary == null && name != null) {
            throw new ParameterException(spec.commandLine(), "--name names an executable; expected --bin FILE too");
        }
        if (systemFile != null) {
            return describedSystem();
        }
        return binary == null ? namedSystem() : executable();
    }

    private SystemUnderTest describedSystem() {
        if (binary != null || !words.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--system names the system; expected no other system and no --bin beside it");
        }
        try {
            SystemUnderTest system = DescribedSystem.of(SystemFile.read(systemFile, anyMount));
            system.workloads().forEach(Systems.installed()::workload);
            return system;
        } catch (YamlFormatException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private SystemUnderTest namedSystem() {
        if (words.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    (words.isEmpty() ? "no system was named" : "several systems were named: " + words)
                            + "; expected one of squall list, --system FILE or --bin FILE");
        }
        try {
            return Systems.installed().named(words.get(0));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private SystemUnderTest executable() {
        try {
            ExecutableFile.require(binary);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (name != null && !NAME.matcher(name).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name is '" + name + "'; expected letters, digits, dots, underscores and hyphens, at most 60");
        }
        return SystemUnderTest.executable(
                name == null ? BinaryName.of(command()) : name,
                Systems.installed().workloadNames());
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

    private static long drawSeed() {
        return new SecureRandom().nextInt(SEED_BOUND);
    }
}
