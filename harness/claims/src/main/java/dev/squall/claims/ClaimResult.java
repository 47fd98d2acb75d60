package dev.squall.claims;

import dev.squall.experiment.Outcome;
import dev.squall.system.Claim;
import java.util.List;
import java.util.stream.Stream;

/**
 * Result of a claim's trials.
 *
 * @param holds of the trials that something must survive
 * @param breaks of the trials in which something must be caught
 */
public record ClaimResult(Claim claim, List<TrialResult> holds, List<TrialResult> breaks) {

    public ClaimResult {
        holds = List.copyOf(holds);
        breaks = List.copyOf(breaks);
    }

    public boolean isConfirmed() {
        return outcome() == Outcome.VALID;
    }

    /** Valid if the claim is confirmed; else the worst that any of its trials came to. */
    public Outcome outcome() {
        return Outcome.worst(trials().map(TrialResult::outcome).toList());
    }

    /** As {@link #outcome()}, where a flaw that was not caught, and what was not tried, refute nothing. */
    public Outcome outcomeInRealTime() {
        return Outcome.worst(Stream.concat(
                        holds.stream().filter(TrialResult::isTried),
                        breaks.stream().filter(trial -> trial.outcome() != Outcome.VACUOUS))
                .map(TrialResult::outcome)
                .toList());
    }

    public Stream<TrialResult> trials() {
        return Stream.concat(holds.stream(), breaks.stream());
    }

    public double seconds() {
        return trials().mapToDouble(TrialResult::seconds).sum();
    }
}
