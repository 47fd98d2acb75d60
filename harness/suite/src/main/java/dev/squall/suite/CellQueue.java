package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queue of the runs of a cell that have not been made, with the time that the cell has used so far. Thread-safe. */
final class CellQueue {

    private static final double SECOND_NANOS = 1e9;

    private final Cell cell;
    private final int keep;
    private final Deque<PlannedRun> pending;
    private final Map<Outcome, Integer> kept = new EnumMap<>(Outcome.class);
    private long usedNanos;
    private long longestNanos;
    private int failures;

    /**
     * @param pending runs of the cell that are not finished
     * @param finished runs of the cell that are finished
     * @param keep number of runs to save for each outcome that is not a failure
     */
    CellQueue(Cell cell, Collection<PlannedRun> pending, List<FinishedRun> finished, int keep) {
        this.cell = cell;
        this.keep = keep;
        this.pending = new ArrayDeque<>(pending);
        this.longestNanos = cell.isSimulated() ? 0 : cell.base().timeLimitMillis() * 1_000_000;
        for (FinishedRun run : finished) {
            account(run);
            if (!run.folder().isEmpty()) {
                kept.merge(run.outcome(), 1, Integer::sum);
            }
            usedNanos += (long) (run.seconds() * SECOND_NANOS);
        }
    }

    Cell cell() {
        return cell;
    }

    /** Returns the next run; empty if there is none, or if the cell has reached its maximum number of failures. */
    synchronized Optional<PlannedRun> poll() {
        return hasNext() ? Optional.of(pending.poll()) : Optional.empty();
    }

    synchronized boolean hasNext() {
        return !pending.isEmpty() && failures < cell.policy().failuresMax();
    }

    /** Counts a finished run and its duration. */
    synchronized void account(FinishedRun run) {
        longestNanos = Math.max(longestNanos, (long) (run.seconds() * SECOND_NANOS));
        failures += run.isFailure() ? 1 : 0;
    }

    /**
     * Returns true if a run with this outcome must be saved, and counts the run. Every failure is saved; of each other
     * outcome, only the first few runs are.
     */
    synchronized boolean claimKeeping(Outcome outcome) {
        if (outcome != Outcome.VALID && outcome != Outcome.VACUOUS) {
            return true;
        }
        return kept.merge(outcome, 1, Integer::sum) <= keep;
    }

    /** Adds to the time that the cell has used. */
    synchronized void use(long nanos) {
        usedNanos += nanos;
    }

    synchronized long usedNanos() {
        return usedNanos;
    }

    /**
     * Returns the expected duration of one more run, in nanoseconds: that of the longest run so far; in real time at
     * least the time limit.
     */
    synchronized long expectedNanos() {
        return longestNanos;
    }
}
