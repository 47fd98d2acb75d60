package dev.squall.claims;

import dev.squall.experiment.Experiment;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Provenance;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunGroup;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
import dev.squall.run.loop.Script;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Runs in real-time worlds, each saved in its own folder. Thread-safe.
 *
 * @param runs parent folder of all runs
 * @param onSetUp receives a few words about each slow step of the set-up
 */
public record RealTimeRuns(Path runs, RunGroup group, Consumer<String> onSetUp) {

    public RealTimeRuns(Path runs, Consumer<String> onSetUp) {
        this(runs, new RunGroup(), onSetUp);
    }

    /** Runs an experiment that is drawn from its seed. */
    Run draw(Experiment experiment, SystemUnderTest system) {
        return run(RunSettings.of(experiment, system, Systems.installed().workload(experiment.workload())));
    }

    /** Runs a script. */
    Run play(Experiment experiment, SystemUnderTest system, Script script) {
        return run(RunSettings.of(experiment, system, Systems.installed().workload(experiment.workload()))
                .withScript(script));
    }

    private Run run(RunSettings settings) {
        RunFolder folder = RunFolder.create(runs, settings.experiment(), Instant.now());
        return group.run(RunPipeline.keptIn(
                folder, settings.onSetUp(onSetUp), Provenance.of(RepeatLine.of(settings.experiment()))));
    }

    /** Ends all runs early, and makes later runs fail when they begin. Thread-safe. */
    void stop() {
        group.stop();
    }
}
