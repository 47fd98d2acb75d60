package dev.squall.run;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.node.wire.WireCodec;
import dev.squall.system.SystemUnderTest;
import dev.squall.workload.Workload;
import dev.squall.world.World;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A run and the folder in which it is kept: what is to be run, saved before it is; what happens, as it happens; what
 * came of it. Its methods are called in the order in which they stand here, by one thread.
 */
public final class KeptRun {

    private final Experiment experiment;
    private final SystemUnderTest system;
    private final Workload workload;
    private final RunFolder folder;

    public KeptRun(Experiment experiment, SystemUnderTest system, Workload workload, RunFolder folder) {
        this.experiment = experiment;
        this.system = system;
        this.workload = workload;
        this.folder = folder;
    }

    public RunFolder folder() {
        return folder;
    }

    /**
     * Saves what is to be run.
     *
     * @param provenance what made it, as {@link RunFolder#writeExperiment} has it
     * @throws dev.squall.world.WorldException if it cannot be written
     */
    public void begin(Map<String, Object> provenance) {
        folder.writeExperiment(experiment, provenance);
    }

    /** The world that the experiment asks for, as {@link Worlds#create} makes it. */
    public World createWorld(Consumer<String> progress) {
        return Worlds.create(experiment, system, workload, folder, progress);
    }

    /** Runs in a world until the end, and closes its cluster: {@link Runner#record} or another of its kind. */
    @FunctionalInterface
    public interface Action {

        Runner.Recording record(SystemUnderTest system, Workload workload, World world, Recorder recorder);
    }

    /**
     * Lets an action run, and writes down what happens.
     *
     * @throws dev.squall.world.WorldException if the world fails, or the folder cannot be written; what was recorded
     *     until then is in it
     */
    public Runner.Recording record(World world, Action action) {
        WireCodec codec = new WireCodec(Worlds.vocabulary(system, workload));
        try (FileRecorder recorder = new FileRecorder(folder.path(), codec)) {
            return action.record(system, workload, world, recorder);
        }
    }

    /** As {@link #record(World, Action)}, of what is drawn from the experiment's seed. */
    public Runner.Recording record(World world) {
        return record(
                world,
                (drawnSystem, drawnWorkload, drawnWorld, recorder) ->
                        Runner.record(experiment, drawnSystem, drawnWorkload, drawnWorld, recorder));
    }

    /** Judges what was recorded; nothing is saved yet, so that a verdict can be told even if it cannot be kept. */
    public Run judge(Runner.Recording recording, Budget budget) {
        return Runner.judge(recording, workload, budget);
    }

    /**
     * Saves what came of it.
     *
     * @throws dev.squall.world.WorldException if it cannot be written
     */
    public void keep(Run run) {
        folder.writeVerdict(run);
    }

    /** Saves why the history is linearizable, if it is, for the run's page: that takes a while. */
    public void keepCertificate(Run run) {
        Linearizations.of(run, workload).ifPresent(folder::writeCertificate);
    }
}
