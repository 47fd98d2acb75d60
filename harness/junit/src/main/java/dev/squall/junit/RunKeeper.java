package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.report.ReportException;
import dev.squall.report.RunPage;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.run.RunPipeline;
import dev.squall.run.RunSettings;
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
    private Optional<RunFolder> kept = Optional.empty();
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
            return RunPipeline.unkept(plan()).run();
        } catch (RuntimeException e) {
            keepWhatFails();
            throw e;
        }
    }

    private boolean isSimulated() {
        return experiment.world().isVirtual();
    }

    private RunSettings plan() {
        return RunSettings.of(experiment, settings.system(), settings.workload());
    }

    private Run recorded() {
        RunFolder folder = RunFolder.create(settings.runs().orElseGet(RunsFolder::usual), experiment, Instant.now());
        kept = Optional.of(folder);
        RunPipeline pipeline = RunPipeline.keptIn(folder, plan(), Map.of("command", again));
        Run judged = pipeline.judge(pipeline.record());
        try {
            pipeline.keep(judged);
        } catch (WorldException e) {
            // What was found must be told, even where it cannot be kept.
            complaint = Optional.of(e.getMessage());
        }
        return judged;
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

    /** Ensures that a run that was made here has a folder, with its page. */
    void keepWithPage(Run run) {
        try {
            if (kept.isEmpty()
                    && !recorded().history().operations().equals(run.history().operations())) {
                complaint = Optional.of("made again to be kept, the run was another one; expected nodes that draw all"
                        + " time and chance from their Environment, and send nothing in the order of a hash");
            }
            page = Optional.of(RunPage.write(kept.orElseThrow().path()));
        } catch (WorldException | ReportException e) {
            complaint = Optional.of(e.getMessage());
        }
    }

    /** The folder, if the run is kept. */
    Optional<Path> folder() {
        return kept.map(RunFolder::path);
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
