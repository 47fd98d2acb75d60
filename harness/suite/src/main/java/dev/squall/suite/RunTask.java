package dev.squall.suite;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.experiment.Experiment;
import dev.squall.experiment.Outcome;
import dev.squall.experiment.RepeatLine;
import dev.squall.run.Run;
import dev.squall.run.RunFolder;
import dev.squall.world.WorldException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Execution of one run of a suite: makes the run, repeats a violation, and saves the files if required. A simulated run
 * is recorded only if it must be saved, by repeating it; the repetition is identical, byte for byte. A real-time run is
 * always recorded, and its folder is removed if the run need not be saved.
 */
final class RunTask {

    private final Workbench workbench;
    private final SuiteFolder folder;
    private final LongSupplier clock;
    private final BooleanSupplier stopped;

    RunTask(Workbench workbench, SuiteFolder folder, LongSupplier clock, BooleanSupplier stopped) {
        this.workbench = workbench;
        this.folder = folder;
        this.clock = clock;
        this.stopped = stopped;
    }

    /** Result of one attempt at the run. */
    private record Attempt(Outcome outcome, String words, long operations) {

        static Attempt of(Supplier<Run> action) {
            try {
                Run run = action.get();
                return new Attempt(run.outcome(), words(run), run.history().size());
            } catch (WorldException e) {
                return failed(e.getMessage());
            } catch (RuntimeException | Error e) {
                // Catches everything, so that the seed is reported and the results of other runs are kept.
                return failed("a defect of the harness: " + e);
            }
        }

        private static Attempt failed(String words) {
            return new Attempt(Outcome.ERROR, words.strip().replaceAll("\\s+", " "), 0);
        }

        private static String words(Run run) {
            if (run.outcome() == Outcome.VACUOUS) {
                return run.vacuities().get(0);
            }
            Validity worst = run.outcome() == Outcome.UNKNOWN ? Validity.UNKNOWN : Validity.VIOLATION;
            return run.verdicts().stream()
                    .filter(verdict -> verdict.validity() == worst)
                    .findFirst()
                    .map(Attempt::words)
                    .orElse("");
        }

        private static String words(Verdict verdict) {
            String anomaly = verdict.anomaly().isEmpty() ? "" : verdict.anomaly() + ": ";
            return verdict.checker() + ": " + anomaly + verdict.summary();
        }
    }

    /**
     * Makes the run on the calling thread.
     *
     * @return the finished run; empty if it was interrupted
     */
    Optional<FinishedRun> carryOut(PlannedRun planned, CellQueue queue) {
        Cell cell = planned.cell();
        Experiment experiment = cell.experiment(planned.seed());
        long startNanos = clock.getAsLong();
        Kept first = cell.isSimulated() ? simulated(cell, experiment, queue) : real(cell, experiment, queue);
        if (stopped.getAsBoolean() && !cell.isSimulated()) {
            remove(first.folder);
            return Optional.empty();
        }
        Attempt attempt = first.attempt;
        List<Outcome> reruns =
                attempt.outcome == Outcome.VIOLATION ? reruns(cell, experiment, queue) : List.<Outcome>of();
        return Optional.of(new FinishedRun(
                cell.id(),
                planned.seed(),
                attempt.outcome,
                attempt.words,
                (clock.getAsLong() - startNanos) / 1e9,
                attempt.operations,
                first.folder
                        .map(kept -> folder.path().relativize(kept.path()).toString())
                        .orElse(""),
                RepeatLine.of(experiment),
                reruns));
    }

    private record Kept(Attempt attempt, Optional<RunFolder> folder) {}

    private Kept simulated(Cell cell, Experiment experiment, CellQueue queue) {
        Attempt attempt =
                Attempt.of(() -> workbench.run(experiment, cell.policy().budget()));
        if (!queue.claimKeeping(attempt.outcome)) {
            return new Kept(attempt, Optional.empty());
        }
        RunFolder kept = newFolder(experiment);
        Attempt.of(() -> workbench.record(experiment, cell.policy().budget(), kept));
        return new Kept(attempt, Optional.of(kept));
    }

    private Kept real(Cell cell, Experiment experiment, CellQueue queue) {
        RunFolder recorded = newFolder(experiment);
        Attempt attempt =
                Attempt.of(() -> workbench.record(experiment, cell.policy().budget(), recorded));
        if (stopped.getAsBoolean() || queue.claimKeeping(attempt.outcome)) {
            return new Kept(attempt, Optional.of(recorded));
        }
        remove(Optional.of(recorded));
        return new Kept(attempt, Optional.empty());
    }

    /** Saves only the violation that was found first; its reruns are only counted. */
    private List<Outcome> reruns(Cell cell, Experiment experiment, CellQueue queue) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < cell.policy().reruns() && !stopped.getAsBoolean(); i++) {
            Attempt attempt;
            if (cell.isSimulated()) {
                attempt =
                        Attempt.of(() -> workbench.run(experiment, cell.policy().budget()));
            } else {
                RunFolder rerun = newFolder(experiment);
                attempt = Attempt.of(
                        () -> workbench.record(experiment, cell.policy().budget(), rerun));
                remove(Optional.of(rerun));
            }
            if (cell.isSimulated() || !stopped.getAsBoolean()) {
                outcomes.add(attempt.outcome);
            }
        }
        return outcomes;
    }

    private RunFolder newFolder(Experiment experiment) {
        return RunFolder.create(folder.runsFolder(), experiment, Instant.now());
    }

    private static void remove(Optional<RunFolder> recorded) {
        recorded.ifPresent(run -> SuiteFolder.delete(run.path()));
    }
}
