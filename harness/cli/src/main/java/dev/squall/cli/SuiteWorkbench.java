package dev.squall.cli;

import dev.squall.check.Budget;
import dev.squall.cli.suite.Workbench;
import dev.squall.experiment.Experiment;
import dev.squall.run.KeptRun;
import dev.squall.run.Recorder;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.Runner;
import dev.squall.run.Worlds;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import dev.squall.world.World;
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
    private World current;

    @Command
    private static final class Arguments {

        @Mixin
        private ExperimentOptions options = new ExperimentOptions();
    }

    @Override
    public Experiment experiment(String systemName, String world, List<String> options) {
        SystemUnderTest system = Systems.installed().named(systemName);
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
        SystemUnderTest system = Systems.installed().named(experiment.system());
        Workload workload = Systems.installed().workload(experiment.workload());
        World world = Runner.simulatedWorld(experiment, system);
        return Runner.judge(Runner.record(experiment, system, workload, world, Recorder.NONE), workload, budget);
    }

    @Override
    public Run record(Experiment experiment, Budget budget, RunFolder folder) {
        SystemUnderTest system = Systems.installed().named(experiment.system());
        KeptRun kept = new KeptRun(experiment, system, Systems.installed().workload(experiment.workload()), folder);
        kept.begin(Provenance.of(repeatLine(experiment)));
        Runner.Recording recording;
        try {
            World world = kept.createWorld(Progress::tellSetUp);
            begin(experiment, world);
            recording = kept.record(world);
        } catch (WorldException e) {
            awaitSignal();
            throw e;
        } finally {
            end(experiment);
        }
        if (stopped.getCount() == 0 && !experiment.world().equals(Experiment.SIMULATED)) {
            throw new WorldException("the suite was interrupted");
        }
        Run run = kept.judge(recording, budget);
        kept.keep(run);
        return run;
    }

    /** It may be that the world failed because of a signal that is about to be noticed: see {@link Interruption}. */
    private void awaitSignal() {
        try {
            stopped.await(Interruption.SIGNAL_LAG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Simulated runs are short, and may be several: they go on to their ends. */
    private synchronized void begin(Experiment experiment, World world) {
        if (!experiment.world().equals(Experiment.SIMULATED)) {
            current = world;
            if (stopped.getCount() == 0) {
                stop();
            }
        }
    }

    private synchronized void end(Experiment experiment) {
        if (!experiment.world().equals(Experiment.SIMULATED)) {
            current = null;
        }
    }

    @Override
    public String repeatLine(Experiment experiment) {
        return RepeatLine.of(experiment);
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        if (current != null) {
            current.timeline().stop();
            current.cluster().close();
        }
    }
}
