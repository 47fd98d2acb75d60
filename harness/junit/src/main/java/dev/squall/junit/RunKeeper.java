package dev.squall.junit;

import dev.squall.check.Budget;
import dev.squall.experiment.Experiment;
import dev.squall.report.ReportException;
import dev.squall.report.RunPage;
import dev.squall.run.KeptRun;
import dev.squall.run.Recorder;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.Runner;
import dev.squall.world.WorldException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one run, and keeps it if it must be. A simulated run is recorded only when it is known that it is to be kept,
 * by running it again; one in real time is recorded at once, as it cannot be had again.
 */
final class RunKeeper {

    private final Settings settings;
    private final Experiment experiment;
    private final String again;
    private Optional<KeptRun> kept = Optional.empty();
    private Optional<Path> page = Optional.empty();
    private Optional<String> complaint = Optional.empty();

    /** @param again the command line that repeats the run */
    RunKeeper(Settings settings, Experiment experiment, String again) {
        this.settings = settings;
        this.experiment = experiment;
        this.again = again;
    }

    /**
     * Makes the run, and judges it.
     *
     * @throws RuntimeException if the world, or a node, fails; the folder has what was recorded until then
     */
    Run run() {
        if (!isSimulated() || settings.runs().isPresent()) {
            return recorded();
        }
        try {
            return judge(Runner.record(
                    experiment,
                    settings.system(),
                    settings.workload(),
                    Runner.simulatedWorld(experiment, settings.system()),
                    Recorder.NONE));
        } catch (RuntimeException e) {
            keepWhatFails();
            throw e;
        }
    }

    private boolean isSimulated() {
        return experiment.world().equals(Experiment.SIMULATED);
    }

    private Run judge(Runner.Recording recording) {
        return Runner.judge(recording, settings.workload(), Budget.DEFAULT);
    }

    private Run recorded() {
        KeptRun run = new KeptRun(experiment, settings.system(), settings.workload(), newFolder());
        kept = Optional.of(run);
        run.begin(Map.of("command", again));
        Run judged = run.judge(run.record(run.createWorld(words -> {})), Budget.DEFAULT);
        try {
            run.keep(judged);
        } catch (WorldException e) {
            // What was found must be told, even where it cannot be kept.
            complaint = Optional.of(e.getMessage());
        }
        return judged;
    }

    private RunFolder newFolder() {
        return create(settings.runs().orElseGet(RunsFolder::usual), experiment);
    }

    /** One at a time: the link to the latest run is shared by tests that run in parallel. */
    private static synchronized RunFolder create(Path runs, Experiment experiment) {
        return RunFolder.create(runs, experiment, Instant.now());
    }

    /** Keeps a run that was not recorded and failed itself, as far as it goes. */
    private void keepWhatFails() {
        try {
            recorded();
        } catch (RuntimeException e) {
            if (kept.isEmpty()) {
                complaint = Optional.of(e.getMessage());
            }
        }
    }

    /** Sees to it that a run that this has made has a folder, and a page in it. */
    void keepWithPage(Run run) {
        try {
            if (kept.isEmpty()
                    && !recorded().history().operations().equals(run.history().operations())) {
                complaint = Optional.of("made again to be kept, the run was another one; expected nodes that draw all"
                        + " time and chance from their Environment, and send nothing in the order of a hash");
            }
            page = Optional.of(RunPage.write(kept.orElseThrow().folder().path()));
        } catch (WorldException | ReportException e) {
            complaint = Optional.of(e.getMessage());
        }
    }

    /** The folder, if the run is kept. */
    Optional<Path> folder() {
        return kept.map(run -> run.folder().path());
    }

    /** The page, if there is one. */
    Optional<Path> page() {
        return page;
    }

    /** What is wrong with how the run is kept, if anything is. */
    Optional<String> complaint() {
        return complaint;
    }

    Experiment experiment() {
        return experiment;
    }

    /** The command line that repeats the run. */
    String again() {
        return again;
    }
}
