package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Result of all runs of a cell.
 *
 * @param provingShareMin minimum share of non-vacuous runs, as in {@link Policy}
 * @param required true if an unavailable world is an error, as in {@link Policy}
 * @param planned number of planned runs of the cell in this shard
 * @param runs the finished runs
 * @param absence reason for which the machine cannot run the cell's world, if it cannot
 */
public record CellResult(
        Cell.Labels labels,
        double provingShareMin,
        boolean required,
        int planned,
        List<FinishedRun> runs,
        Optional<String> absence) {

    public CellResult {
        runs = List.copyOf(runs);
    }

    static CellResult of(Cell cell, int planned, List<FinishedRun> runs, Optional<String> absence) {
        Policy policy = cell.policy();
        return new CellResult(cell.labels(), policy.provingShareMin(), policy.required(), planned, runs, absence);
    }

    /** Returns the number of runs with each outcome, the most severe first. */
    Map<Outcome, Integer> counts() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        runs.forEach(run -> counts.merge(run.outcome(), 1, Integer::sum));
        return counts;
    }

    boolean isSkipped() {
        return absence.isPresent() && runs.isEmpty() && !required;
    }

    /**
     * Returns the worst outcome of the cell's runs. Vacuous runs are ignored if enough other runs prove something.
     * Returns empty if the cell was skipped.
     */
    Optional<Outcome> outcome() {
        if (isSkipped()) {
            return Optional.empty();
        }
        if (absence.isPresent() && runs.isEmpty()) {
            return Optional.of(Outcome.ERROR);
        }
        Outcome worst = Outcome.worst(counts().keySet());
        boolean isHard = worst == Outcome.VIOLATION || worst == Outcome.ERROR || worst == Outcome.UNKNOWN;
        return Optional.of(isHard ? worst : provesEnough() ? Outcome.VALID : Outcome.VACUOUS);
    }

    private int proving() {
        return counts().getOrDefault(Outcome.VALID, 0);
    }

    private boolean provesEnough() {
        return proving() > 0 && proving() >= provingShareMin * runs.size();
    }

    /** Returns the reason for the outcome in a clause; empty if the outcome is valid. */
    String reason() {
        Optional<Outcome> outcome = outcome();
        if (absence.isPresent() && runs.isEmpty()) {
            return absence.get();
        }
        if (runs.isEmpty()) {
            return "none of " + planned + " runs came to its end";
        }
        if (outcome.orElseThrow() == Outcome.VACUOUS) {
            return proving() + " of " + runs.size() + " runs prove something; of the others one says: "
                    + runs.stream()
                            .filter(run -> run.outcome() == Outcome.VACUOUS)
                            .findFirst()
                            .map(FinishedRun::words)
                            .orElseThrow();
        }
        return runs.stream()
                .filter(run -> run.outcome() == outcome.orElseThrow() && run.outcome() != Outcome.VALID)
                .findFirst()
                .map(FinishedRun::words)
                .orElse("");
    }

    /** Returns the reason for the outcome; empty if a failed run, which is reported separately, is the reason. */
    String remark() {
        return runs.stream().anyMatch(FinishedRun::isFailure) ? "" : reason();
    }

    /** Returns the number of the cell's runs with each outcome, in words. */
    String countWords() {
        List<String> words = new ArrayList<>();
        counts().forEach((outcome, count) -> words.add(count + " " + outcome.word()));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    /** Returns the outcome in a word, or {@code skipped}. */
    String outcomeWord() {
        return outcome().map(Outcome::word).orElse("skipped");
    }
}
