package dev.squall.cli;

import dev.squall.check.Budget;
import dev.squall.cli.catalogue.Catalogue;
import dev.squall.cli.suite.Workbench;
import dev.squall.experiment.Experiment;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunGroup;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.run.Worlds;
import dev.squall.system.SystemUnderTest;
import dev.squall.world.WorldException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Runs the experiments of a suite as {@code squall run} does, but says nothing. */
final class SuiteWorkbench implements Workbench {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final RunGroup realTimeRuns = new RunGroup();

    @Command
    private static final class Arguments {

        @Mixin
        private ExperimentOptions options = new ExperimentOptions();
    }

    @Override
    public Experiment experiment(String systemName, String world, List<String> options) {
        SystemUnderTest system = Catalogue.system(systemName).orElseThrow();
        Arguments arguments = new Arguments();
        CommandLine commandLine = Main.configured(new CommandLine(arguments));
        try {
            commandLine.parseArgs(options.toArray(String[]::new));
            Experiment experiment = arguments.options.toExperiment(system, List.of(), world, 0, commandLine);
            SystemOptions.validate(system, experiment, commandLine);
            return experiment;
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> whyAbsent(String world) {
        return Worlds.whyAbsent(world);
    }

    @Override
    public Run run(Experiment experiment, Budget budget) {
        return RunPipeline.unkept(settings(experiment, budget)).run();
    }

    private static RunSettings settings(Experiment experiment, Budget budget) {
        SystemUnderTest system = Catalogue.system(experiment.system()).orElseThrow();
        return RunSettings.of(experiment, system, Catalogue.workload(experiment.workload()))
                .withBudget(budget)
                .onSetUp(Progress::tellSetUp);
    }

    /** Simulated runs are short, and several go on at once: they are not stopped. */
    @Override
    public Run record(Experiment experiment, Budget budget, RunFolder folder) {
        RunPipeline pipeline =
                RunPipeline.keptIn(folder, settings(experiment, budget), Provenance.of(repeatLine(experiment)));
        if (experiment.world().equals(Experiment.SIMULATED)) {
            return pipeline.run();
        }
        try {
            return realTimeRuns.run(pipeline);
        } catch (WorldException e) {
            awaitSignal();
            throw e;
        }
    }

    /** It may be that the world failed because of a signal that is about to be noticed: see {@link Interruption}. */
    private void awaitSignal() {
        try {
            stopped.await(Interruption.SIGNAL_LAG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String repeatLine(Experiment experiment) {
        return RepeatLine.of(experiment);
    }

    @Override
    public void stop() {
        stopped.countDown();
        realTimeRuns.stop();
    }
}
