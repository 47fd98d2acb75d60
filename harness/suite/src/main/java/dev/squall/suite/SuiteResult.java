package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Result of a suite, or of a shard of one.
 *
 * @param cells those that have runs in this shard, in the order of the file
 * @param runsBefore how many of its finished runs are those of an earlier process, that was interrupted
 * @param seconds of this process; what an earlier one used is not in it
 */
public record SuiteResult(State state, List<CellResult> cells, int runsBefore, double seconds) {

    /** State in which the suite ended. */
    public enum State {
        /** Every run is finished, or its cell failed often enough. */
        COMPLETE,
        /** The time was up. */
        TIME_BUDGET,
        /** It was told to stop; it can be resumed. */
        INTERRUPTED;

        /** As in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public SuiteResult {
        cells = List.copyOf(cells);
    }

    /** The most severe of its cells; vacuous if all of them were skipped. */
    public Outcome outcome() {
        List<Outcome> outcomes = cells.stream()
                .map(CellResult::outcome)
                .flatMap(Optional::stream)
                .toList();
        return outcomes.isEmpty() ? Outcome.VACUOUS : Outcome.worst(outcomes);
    }

    /** The outcome in a word; an interrupted suite has none. */
    public String outcomeWord() {
        return state == State.INTERRUPTED ? State.INTERRUPTED.word() : outcome().word();
    }

    /** Returns the number of runs and the time they took; the time of an earlier process is not known. */
    String runsWords() {
        String head = String.format(Locale.ROOT, "%,d of %,d runs", finishedRuns(), plannedRuns());
        if (runsBefore == 0) {
            return String.format(Locale.ROOT, "%s in %.1f s", head, seconds);
        }
        return String.format(
                Locale.ROOT,
                "%s, %,d of them before the interruption and %,d in %.1f s since",
                head,
                runsBefore,
                finishedRuns() - runsBefore,
                seconds);
    }

    int finishedRuns() {
        return cells.stream().mapToInt(cell -> cell.runs().size()).sum();
    }

    int plannedRuns() {
        return cells.stream().mapToInt(CellResult::planned).sum();
    }

    long operations() {
        return cells.stream()
                .flatMap(cell -> cell.runs().stream())
                .mapToLong(FinishedRun::operations)
                .sum();
    }
}
