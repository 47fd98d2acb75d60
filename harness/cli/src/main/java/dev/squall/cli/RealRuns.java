package dev.squall.cli;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.run.KeptRun;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.Runner;
import dev.squall.run.Script;
import dev.squall.system.SystemUnderTest;
import dev.squall.system.Systems;
import dev.squall.workload.Workload;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Does runs in worlds of real time, each into a folder of its own, and judges them. For several threads. */
final class RealRuns {

    private final Path runs;
    private final Set<World> worlds = new LinkedHashSet<>();
    private boolean stopped;

    /** @param runs where the folders are made */
    RealRuns(Path runs) {
        this.runs = runs;
    }

    /** A run that is drawn from the experiment's seed. */
    Run draw(Experiment experiment, SystemUnderTest system) {
        return run(
                experiment,
                system,
                (ofRun, workload, world, recorder) -> Runner.record(experiment, ofRun, workload, world, recorder));
    }

    /** A run of which a script says what is to happen. */
    Run play(Experiment experiment, SystemUnderTest system, Script script) {
        return run(
                experiment,
                system,
                (ofRun, workload, world, recorder) ->
                        Runner.replay(experiment, ofRun, workload, script, world, recorder));
    }

    private Run run(Experiment experiment, SystemUnderTest system, KeptRun.Action action) {
        Workload workload = Systems.installed().workload(experiment.workload());
        KeptRun kept = new KeptRun(experiment, system, workload, createFolder(experiment));
        kept.begin(Provenance.of(RepeatLine.of(experiment)));
        World world = kept.createWorld(Progress::tellSetUp);
        begin(world);
        Runner.Recording recording;
        try {
            recording = kept.record(world, action);
        } finally {
            end(world);
        }
        Run run = kept.judge(recording, Budget.DEFAULT);
        kept.keep(run);
        return run;
    }

    /** One at a time, as two runs of one second must not take one name. */
    private synchronized RunFolder createFolder(Experiment experiment) {
        return RunFolder.create(runs, experiment, Instant.now());
    }

    private synchronized void begin(World world) {
        if (stopped) {
            world.cluster().close();
            throw new WorldException("stopped before the run had begun");
        }
        worlds.add(world);
    }

    private synchronized void end(World world) {
        worlds.remove(world);
    }

    /** Ends the runs that go on, and those to come before they begin. From any thread. */
    void stop() {
        List<World> running;
        synchronized (this) {
            stopped = true;
            running = List.copyOf(worlds);
        }
        for (World world : running) {
            world.timeline().stop();
            world.cluster().close();
        }
    }
}
