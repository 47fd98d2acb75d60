package dev.squall.suite;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Provenance;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunGroup;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.run.Worlds;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.world.WorldException;
import dev.squall.world.WorldKind;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Workbench that makes runs with a {@link RunPipeline}. */
final class PipelineWorkbench implements Workbench {

    private final Function<String, Optional<SystemUnderTest>> systems;
    private final Consumer<String> onSetUp;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final RunGroup realTimeRuns = new RunGroup();

    /**
     * @param systems finds a system by its name
     * @param onSetUp receives a few words about each slow step of the set-up
     */
    PipelineWorkbench(Function<String, Optional<SystemUnderTest>> systems, Consumer<String> onSetUp) {
        this.systems = systems;
        this.onSetUp = onSetUp;
    }

    @Override
    public Optional<String> whyAbsent(WorldKind world) {
        return Worlds.whyAbsent(world);
    }

    @Override
    public Run run(Experiment experiment, Budget budget) {
        return RunPipeline.unkept(settings(experiment, budget)).run();
    }

    private RunSettings settings(Experiment experiment, Budget budget) {
        return RunSettings.of(
                        experiment,
                        systems.apply(experiment.system()).orElseThrow(),
                        Systems.installed().workload(experiment))
                .withBudget(budget)
                .onSetUp(onSetUp);
    }

    /** Simulated runs are never stopped, since they are short and several run in parallel. */
    @Override
    public Run record(Experiment experiment, Budget budget, RunFolder folder) {
        RunPipeline pipeline =
                RunPipeline.keptIn(folder, settings(experiment, budget), Provenance.of(RepeatLine.of(experiment)));
        if (experiment.world().isVirtual()) {
            return pipeline.run();
        }
        try {
            return realTimeRuns.run(pipeline);
        } catch (WorldException e) {
            awaitSignal();
            throw e;
        }
    }

    /** Waits for a signal that may have made the world fail, and that this process will notice soon. */
    private void awaitSignal() {
        try {
            stopped.await(RunGroup.SIGNAL_LAG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        realTimeRuns.stop();
    }
}
