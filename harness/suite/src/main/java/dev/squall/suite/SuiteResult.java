package dev.squall.suite;

import dev.squall.experiment.Outcome;
import dev.squall.experiment.ViolationRate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Result of a suite or of one of its shards.
 *
 * @param cells results of the cells with runs in this shard, in the order of the file
 * @param runsBefore number of finished runs that belong to an earlier, interrupted process
 * @param seconds duration of this process in seconds, without that of an earlier process; for merged shards the sum of
 *     theirs
 * @param shards the merged shards, by number; empty if the result was not merged
 */
public record SuiteResult(
        State state, List<CellResult> cells, int runsBefore, double seconds, List<ShardResult> shards) {

    /** State in which the suite run ended. */
    public enum State {
        /** Every run is finished, or its cell has reached its maximum number of failures. */
        COMPLETE,
        /** The time budget was used up. */
        TIME_BUDGET,
        /** The suite was told to stop; it can be resumed. */
        INTERRUPTED;

        /** Returns the state in a word, as in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public SuiteResult {
        cells = List.copyOf(cells);
        shards = List.copyOf(shards);
    }

    /**
     * Returns the worst outcome of the cells, where an incomplete shard counts as an error; vacuous if all cells were
     * skipped.
     */
    public Outcome outcome() {
        Stream<Outcome> ofShards =
                shards.stream().filter(ShardResult::isIncomplete).map(shard -> Outcome.ERROR);
        Stream<Outcome> ofCells = cells.stream().map(CellResult::outcome).flatMap(Optional::stream);
        List<Outcome> outcomes = Stream.concat(ofShards, ofCells).toList();
        return outcomes.isEmpty() ? Outcome.VACUOUS : Outcome.worst(outcomes);
    }

    /** Returns the outcome in a word; {@code interrupted} for an interrupted suite. */
    public String outcomeWord() {
        return state == State.INTERRUPTED ? State.INTERRUPTED.word() : outcome().word();
    }

    /** Returns the number of runs and their duration in words; the duration of an earlier process is unknown. */
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

    /** Returns the runs that decide the outcomes of their cells, in the order of the cells. */
    public Stream<FinishedRun> failures() {
        return cells.stream().flatMap(cell -> cell.runs().stream()).filter(FinishedRun::isFailure);
    }

    /** Returns how many violations there are by their reproducibility, in words; empty if there is no violation. */
    String violationWords() {
        Map<String, Long> counts = failures()
                .filter(run -> run.outcome() == Outcome.VIOLATION)
                .map(FinishedRun::reproducibility)
                .map(word -> word.isEmpty() ? "not run again" : word.replace('-', ' '))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.isEmpty()
                ? ""
                : all
                        + (all == 1 ? " violation: " : " violations: ")
                        + counts.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", "));
    }

    /** Returns what runs without a violation say about the rate of violations; empty if there is a violation. */
    String rateWords() {
        List<Outcome> outcomes = cells.stream()
                .flatMap(cell -> cell.runs().stream())
                .map(FinishedRun::outcome)
                .toList();
        long valid = outcomes.stream().filter(Outcome.VALID::equals).count();
        return valid == 0 || outcomes.contains(Outcome.VIOLATION) ? "" : ViolationRate.words(valid);
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
