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
 * Execution of one run, from its plan to its report page. {@link #unkept} or {@link #keptIn} plans the run. {@link
 * #record}, {@link #judge}, {@link #keep} and {@link #render} follow in this order, on one thread; {@link #run} does
 * all of them but the last. {@link #stop} is thread-safe.
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

    /** Plans a run that saves no files. The world of such a run is simulated, or given to {@link #record(World)}. */
    public static RunPipeline unkept(RunSettings settings) {
        return new RunPipeline(settings, Optional.empty());
    }

    /**
     * Plans a run that saves its files in a folder, and saves the experiment there. The run's folder is locked as under
     * way until the verdict is saved or the run fails.
     *
     * @param provenance versions, commit, and the command that repeats the run, by name
     * @throws WorldException if the folder cannot be written
     */
    public static RunPipeline keptIn(RunFolder folder, RunSettings settings, Map<String, Object> provenance) {
        RunPipeline pipeline = new RunPipeline(settings, Optional.of(folder));
        try {
            folder.writeExperiment(settings.experiment(), provenance);
            folder.keepSystemFile(settings.experiment());
            return pipeline;
        } catch (WorldException e) {
            pipeline.leave();
            throw e;
        }
    }

    public RunSettings settings() {
        return settings;
    }

    /** Unlocks the run's folder. */
    private void leave() {
        lock.ifPresent(RunLock::close);
    }

    /**
     * Creates the world of the experiment early; otherwise {@link #record} creates it.
     *
     * @throws WorldException if the world cannot be created, or {@link #stop} was called
     * @throws IllegalArgumentException if the kind of world is unknown, or if it is not simulated and the run has no
     *     folder
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
     * Runs the experiment to its end on the calling thread, closes the cluster, and returns the recording.
     *
     * @throws WorldException if the world fails or the folder cannot be written; files written until then are kept
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

    /** Records the run as {@link #record()} does, in a world that the caller has created. */
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

    /** Ends the run early; a run that has not begun yet fails when it begins. */
    public synchronized void stop() {
        stopped = true;
        world.ifPresent(running -> {
            running.timeline().stop();
            running.cluster().close();
        });
    }

    /**
     * Judges a recording. Does not save the verdict, so that it can be reported even if the folder cannot be written.
     *
     * @throws IllegalStateException if the check during the run and the check of the whole history contradict each
     *     other
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
     * Saves the verdict of a run that has a folder.
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
     * Records, judges and saves the run.
     *
     * @throws WorldException if recording or saving fails, or if {@link #stop} was called; the recorded files are kept,
     *     but not judged
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

    /** Saves the linearization of a linearizable history for the report page; the search can take seconds. */
    public void keepCertificate(Run run) {
        folder.ifPresent(kept -> Linearizations.of(run, settings.workload()).ifPresent(kept::writeCertificate));
    }

    /**
     * Renders the report page of a run that has a folder.
     *
     * @throws RuntimeException as {@link RunRenderer#render} does
     */
    public Path render(RunRenderer renderer) {
        return renderer.render(folder.orElseThrow().path());
    }
}
