package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of a cell is still to be run, and what it has used so far. Several threads may take from it. */
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

    /** Whether a run with this outcome is to be kept; of those that did not fail the answer is yes a few times only. */
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

    /** How long one more run may take: as the longest so far; of a first one in real time, its time limit. */
    synchronized long expectedNanos() {
        return longestNanos;
    }
}
