package dev.squall.run;

import dev.squall.node.wire.WireCodec;
import dev.squall.run.loop.Recorder;
import dev.squall.run.loop.Recording;
import dev.squall.run.loop.RunLoop;
import dev.squall.world.World;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One run, from its plan to its page. {@link #unkept} or {@link #keptIn} plans it; {@link #record}, {@link #judge},
 * {@link #keep} and {@link #render} follow in this order, on one thread; {@link #run} does all but the page. {@link
 * #stop} may be called from any thread.
 */
public final class RunPipeline {

    private final RunSettings settings;
    private final Optional<RunFolder> folder;
    private final Optional<RunLock> lock;
    private Optional<World> world = Optional.empty();
    private boolean stopped;

    private RunPipeline(RunSettings settings, Optional<RunFolder> folder) {
        this.settings = settings;
        this.folder = folder;
        this.lock = folder.map(RunFolder::lock);
    }

    /**
     * Plans a run of the simulated world, or of a world that {@link #record(World)} is given, of which nothing is kept.
     */
    public static RunPipeline unkept(RunSettings settings) {
        return new RunPipeline(settings, Optional.empty());
    }

    /**
     * Plans a run that is kept in a folder, and saves the experiment there. The folder shows that the run is under way,
     * until its verdict is kept or it fails.
     *
     * @param provenance versions, commit, and the command that repeats the run, by name
     * @throws WorldException if the folder cannot be written
     */
    public static RunPipeline keptIn(RunFolder folder, RunSettings settings, Map<String, Object> provenance) {
        RunPipeline pipeline = new RunPipeline(settings, Optional.of(folder));
        try {
            folder.writeExperiment(settings.experiment(), provenance);
            return pipeline;
        } catch (WorldException e) {
            pipeline.leave();
            throw e;
        }
    }

    public RunSettings settings() {
        return settings;
    }

    /** Lets the folder show that nobody works on the run any more. */
    private void leave() {
        lock.ifPresent(RunLock::close);
    }

    /**
     * Makes the world of the experiment ahead of {@link #record}, which else does it.
     *
     * @throws WorldException if the world cannot be made, or {@link #stop} was called
     * @throws IllegalArgumentException if no library has the world, or if it is not simulated and nothing is kept
     */
    public void createWorld() {
        try {
            use(Worlds.create(
                    settings.experiment(), settings.system(), settings.workload(), folder, settings.onSetUp()));
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
    }

    /**
     * Runs until the end on the calling thread, closes the cluster, and returns what was recorded.
     *
     * @throws WorldException if the world fails or the folder cannot be written; what was recorded until then is kept
     * @throws IllegalArgumentException if the script does not fit the experiment; the message is one sentence
     */
    public Recording record() {
        boolean isRecorded = false;
        try {
            if (world().isEmpty()) {
                createWorld();
            }
            Recording recording = folder.isEmpty() ? record(settings.follower()) : recordIn(folder.get());
            isRecorded = !isStopped();
            return recording;
        } finally {
            if (!isRecorded) {
                leave();
            }
        }
    }

    private Recording recordIn(RunFolder kept) {
        WireCodec codec = new WireCodec(Worlds.vocabulary(settings.system(), settings.workload()));
        boolean isRealTime = !settings.experiment().world().isVirtual();
        boolean scripted = settings.script().isPresent();
        try (FileRecorder recorder = new FileRecorder(kept.path(), codec, scripted, isRealTime)) {
            return record(settings.follower() == Recorder.NONE ? recorder : recorder.with(settings.follower()));
        }
    }

    /** Records as {@link #record()} does, in a world that the caller made. */
    public Recording record(World ownWorld) {
        use(ownWorld);
        return record();
    }

    private Recording record(Recorder recorder) {
        try {
            return RunLoop.record(
                    settings.experiment(),
                    settings.system(),
                    settings.workload(),
                    settings.script(),
                    world().orElseThrow(),
                    recorder);
        } finally {
            forgetWorld();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized Optional<World> world() {
        return world;
    }

    private synchronized void use(World made) {
        if (stopped) {
            made.cluster().close();
            throw new WorldException("stopped before the run had begun");
        }
        world = Optional.of(made);
    }

    private synchronized void forgetWorld() {
        world = Optional.empty();
    }

    /** Ends the run early; a run that has not begun fails when it begins. */
    public synchronized void stop() {
        stopped = true;
        world.ifPresent(running -> {
            running.timeline().stop();
            running.cluster().close();
        });
    }

    /**
     * Judges a recording. Nothing is saved, so that a verdict can be told even if it cannot be kept.
     *
     * @throws IllegalStateException if the check during the run and the check of the whole contradict each other
     */
    public Run judge(Recording recording) {
        try {
            return Judge.judge(recording, settings);
        } catch (RuntimeException e) {
            leave();
            throw e;
        }
    }

    /**
     * Saves the verdict of a kept run.
     *
     * @throws WorldException if the folder cannot be written
     */
    public void keep(Run run) {
        try {
            folder.ifPresent(kept -> kept.writeVerdict(run));
        } finally {
            leave();
        }
    }

    /**
     * Records, judges and keeps.
     *
     * @throws WorldException as {@link #record} and {@link #keep} do, and if {@link #stop} was called: what was
     *     recorded is kept, but not judged
     */
    public Run run() {
        Recording recording = record();
        if (isStopped()) {
            throw new WorldException("stopped before the run had ended");
        }
        Run run = judge(recording);
        keep(run);
        return run;
    }

    /** Saves the linearization of a linearizable history for the run's page; finding it can take seconds. */
    public void keepCertificate(Run run) {
        folder.ifPresent(kept -> Linearizations.of(run, settings.workload()).ifPresent(kept::writeCertificate));
    }

    /**
     * Renders the page of a kept run.
     *
     * @throws RuntimeException as {@link RunRenderer#render} does
     */
    public Path render(RunRenderer renderer) {
        return renderer.render(folder.orElseThrow().path());
    }
}
