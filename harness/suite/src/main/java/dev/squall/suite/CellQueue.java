package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of a cell that are still to be made, and the time it has used so far. Several threads may take from it. */
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
     * @param pending the cell's runs that are not finished
     * @param finished those that are
     * @param keep of the runs that did not fail, how many of each outcome are kept
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

    /** The next run, if there is one and the cell has not failed often enough. */
    synchronized Optional<PlannedRun> poll() {
        return hasNext() ? Optional.of(pending.poll()) : Optional.empty();
    }

    synchronized boolean hasNext() {
        return !pending.isEmpty() && failures < cell.policy().failuresMax();
    }

    /** Notes what a run came to. */
    synchronized void account(FinishedRun run) {
        longestNanos = Math.max(longestNanos, (long) (run.seconds() * SECOND_NANOS));
        failures += run.isFailure() ? 1 : 0;
    }

    /**
     * Returns true if a run with this outcome is to be kept, and counts it. Every failure is kept; of the other
     * outcomes only the first few runs are.
     */
    synchronized boolean claimKeeping(Outcome outcome) {
        if (outcome != Outcome.VALID && outcome != Outcome.VACUOUS) {
            return true;
        }
        return kept.merge(outcome, 1, Integer::sum) <= keep;
    }

    /** Notes time that the cell had for itself. */
    synchronized void use(long nanos) {
        usedNanos += nanos;
    }

    synchronized long usedNanos() {
        return usedNanos;
    }

    /**
     * Returns how long one more run may take, in nanoseconds: as the longest so far, in real time at least the time
     * limit.
     */
    synchronized long expectedNanos() {
        return longestNanos;
    }
}
