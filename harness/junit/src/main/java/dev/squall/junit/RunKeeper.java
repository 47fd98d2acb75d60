package dev.squall.junit;

import dev.squall.experiment.Experiment;
import dev.squall.report.RunPage;
import dev.squall.report.page.ReportException;
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
 * Maker of one run, which saves the run's files if necessary. Without a folder for every run, a simulated run is
 * recorded only when it must be saved, by repeating it. A real-time run is recorded at once, because it cannot be
 * repeated.
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
     * Makes the run and judges it.
     *
     * @throws RuntimeException if the world or a node fails; the folder contains the record up to the failure
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
            // The verdict must be reported even if the files cannot be written.
            complaint = Optional.of(e.getMessage());
        }
        return judged;
    }

    /** Repeats a failed run to save its record up to the failure. */
    private void keepWhatFails() {
        try {
            recorded();
        } catch (RuntimeException e) {
            if (kept.isEmpty()) {
                complaint = Optional.of(e.getMessage());
            }
        }
    }

    /** Ensures that a run has a folder and a report page. */
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

    /** Returns the run's folder; empty if the run is not saved. */
    Optional<Path> folder() {
        return kept.map(RunFolder::path);
    }

    /** Returns the path of the run's report page; empty if there is no page. */
    Optional<Path> page() {
        return page;
    }

    /**
     * Returns the reason for which the run or its page could not be saved, or its repetition differs. Returns empty if
     * there is no problem.
     */
    Optional<String> complaint() {
        return complaint;
    }

    Experiment experiment() {
        return experiment;
    }

    /** Returns the command line that repeats the run. */
    String again() {
        return again;
    }
}
