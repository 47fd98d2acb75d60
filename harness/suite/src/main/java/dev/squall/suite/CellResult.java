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
 * @param planned how many runs there were to be, in this shard
 * @param runs those that are finished
 * @param absence why the machine does not have the cell's world, if it does not
 */
record CellResult(Cell cell, int planned, List<FinishedRun> runs, Optional<String> absence) {

    CellResult {
        runs = List.copyOf(runs);
    }

    /** Returns the number of runs with each outcome, the most severe first. */
    Map<Outcome, Integer> counts() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        runs.forEach(run -> counts.merge(run.outcome(), 1, Integer::sum));
        return counts;
    }

    boolean isSkipped() {
        return absence.isPresent() && runs.isEmpty() && !cell.policy().required();
    }

    /**
     * The most severe of its runs, but for runs that prove nothing: a few of them among others that do are no matter.
     * Empty if it was skipped.
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
        return proving() > 0 && proving() >= cell.policy().provingShareMin() * runs.size();
    }

    /** Why the outcome is what it is, in a clause; empty if all is well. */
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

    /** The reason, unless it is that of a run which is told of by itself. */
    String remark() {
        return runs.stream().anyMatch(FinishedRun::isFailure) ? "" : reason();
    }

    /** Returns the number of its runs with each outcome, in words. */
    String countWords() {
        List<String> words = new ArrayList<>();
        counts().forEach((outcome, count) -> words.add(count + " " + outcome.word()));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    /** The outcome, or that it was skipped. */
    String outcomeWord() {
        return outcome().map(Outcome::word).orElse("skipped");
    }
}
