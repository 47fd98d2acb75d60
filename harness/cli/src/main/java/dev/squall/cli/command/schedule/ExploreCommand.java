package dev.squall.cli.command.schedule;

import dev.squall.cli.options.DurationConverter;
import dev.squall.cli.options.ExploreScope;
import dev.squall.cli.options.ScheduleFiles;
import dev.squall.cli.options.SystemOptions;
import dev.squall.cli.print.ExploreText;
import dev.squall.cli.print.JsonOutput;
import dev.squall.cli.print.Progress;
import dev.squall.experiment.Experiment;
import dev.squall.explore.Exploration;
import dev.squall.explore.ExplorationResult;
import dev.squall.explore.Explorer;
import dev.squall.explore.ScheduleFile;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explore",
        description = "Tries every schedule of a few operations and faults, and prints the shortest with a violation.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ExploreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SYSTEM", description = "A system of squall list with a program.")
    private String systemName;

    @Mixin
    private ExploreScope scope = new ExploreScope();

    @Option(
            names = "--schedules",
            paramLabel = "N",
            description = "End after this many schedules (default: ${DEFAULT-VALUE}).")
    private long schedules = 1_000_000;

    @Option(
            names = "--by-schedules",
            description = "Try each class of schedules, instead of visiting each state of the cluster once.")
    private boolean bySchedules;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after this time, such as 30s or 5m (default: no limit).")
    private Duration timeLimit;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the schedule with the violation to this file.")
    private Path save;

    @Option(names = "--scenario", paramLabel = "FILE", description = "Repeat the schedule of a file of --save.")
    private Path scenario;

    @Option(names = "--json", description = "Print JSON on standard output, all else on standard error.")
    private boolean json;

    @Override
    public Integer call() {
        if ((systemName == null) == (scenario == null)) {
            throw wrong("found " + (systemName == null ? "no SYSTEM" : "SYSTEM and --scenario")
                    + "; expected one of SYSTEM and --scenario FILE");
        }
        if (schedules < 1) {
            throw wrong("--schedules is " + schedules + "; expected at least 1");
        }
        if (timeLimit != null && (timeLimit.isZero() || timeLimit.isNegative())) {
            throw wrong("--time-limit is 0; expected a time such as 30s");
        }
        return scenario == null ? explore() : RepeatedSchedule.repeat(scenario, json, spec.commandLine());
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private int explore() {
        SystemUnderTest system = Systems.installed()
                .find(systemName)
                .orElseThrow(() -> wrong("there is no system '" + systemName + "'; see squall list"));
        Exploration exploration;
        try {
            Experiment experiment = scope.experiment(system);
            SystemOptions.validate(system, experiment, spec.commandLine());
            exploration = scope.exploration(experiment, system);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        ScheduleFiles.requireWritable(save, spec.commandLine());
        PrintWriter out = out();
        ExploreText text = new ExploreText(exploration, out);
        text.printScope();
        long startNanos = System.nanoTime();
        ExplorationResult result = explore(exploration, out, startNanos);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        text.print(result, save == null);
        // The time differs from run to run, so it is not part of the output that a run repeats.
        spec.commandLine().getErr().printf(Locale.ROOT, "explored in %.1f s%n", seconds);
        result.violation().filter(found -> save != null).ifPresent(found -> {
            ScheduleFiles.write(save, ScheduleFile.write(exploration, found));
            out.println("  again: ./squall explore --scenario " + save);
        });
        if (json) {
            JsonOutput.print(ExploreText.toJson(result), spec.commandLine().getOut());
        }
        return result.outcome().exitCode();
    }

    private PrintWriter out() {
        return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    private ExplorationResult explore(Exploration exploration, PrintWriter out, long startNanos) {
        BooleanSupplier stop =
                timeLimit == null ? () -> false : () -> System.nanoTime() - startNanos >= timeLimit.toNanos();
        try (Progress progress = Progress.of(out, json)) {
            return new Explorer(
                            exploration,
                            schedules,
                            stop,
                            events -> progress.report(() -> String.format(Locale.ROOT, "%,d events", events)),
                            bySchedules)
                    .run();
        }
    }
}
