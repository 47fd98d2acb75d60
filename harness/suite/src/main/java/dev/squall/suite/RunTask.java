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
 * Carries out one run of a suite: runs it, runs a violation again, and keeps what is to be kept. A simulated run is
 * recorded only when it is known that it is to be kept, by running it again: it is the same to the byte. One in real
 * time is recorded at once, and removed if it need not be kept.
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

    /** Result of trying the run once. */
    private record Attempt(Outcome outcome, String words, long operations) {

        static Attempt of(Supplier<Run> action) {
            try {
                Run run = action.get();
                return new Attempt(run.outcome(), words(run), run.history().size());
            } catch (WorldException e) {
                return failed(e.getMessage());
            } catch (RuntimeException | Error e) {
                // Whatever it is, the seed must be told, and what other runs found must not be lost.
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
     * Carries it out on the calling thread.
     *
     * @return empty if it was interrupted before its end
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

    /** The violation that was found first is kept; what its reruns do is only counted. */
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
