package dev.squall.claims;

import dev.squall.experiment.Outcome;
import dev.squall.system.Claim;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results of all trials of a claim.
 *
 * @param holds results of the trials that a system must survive
 * @param breaks results of the trials that must show a violation or a limit
 */
public record ClaimResult(Claim claim, List<TrialResult> holds, List<TrialResult> breaks) {

    public ClaimResult {
        holds = List.copyOf(holds);
        breaks = List.copyOf(breaks);
    }

    public boolean isConfirmed() {
        return outcome() == Outcome.VALID;
    }

    /** Returns {@link Outcome#VALID} if the claim is confirmed, or else the worst outcome of its trials. */
    public Outcome outcome() {
        return Outcome.worst(trials().map(TrialResult::outcome).toList());
    }

    /** Returns {@link #outcome()} for a real-time world, where uncaught flaws and skipped trials refute nothing. */
    public Outcome outcomeInRealTime() {
        return Outcome.worst(Stream.concat(
                        holds.stream().filter(TrialResult::isTried),
                        breaks.stream().filter(trial -> trial.outcome() != Outcome.VACUOUS))
                .map(TrialResult::outcome)
                .toList());
    }

    /** Returns true if the machine was too busy to judge a sound system. */
    public boolean isTooBusy() {
        return holds.stream().anyMatch(TrialResult::isTooBusy);
    }

    /** Returns the same result without the runs that show it, which take much memory. */
    public ClaimResult withoutRuns() {
        return new ClaimResult(
                claim,
                holds.stream().map(trial -> trial.keptIn("")).toList(),
                breaks.stream().map(trial -> trial.keptIn("")).toList());
    }

    public Stream<TrialResult> trials() {
        return Stream.concat(holds.stream(), breaks.stream());
    }

    public double seconds() {
        return trials().mapToDouble(TrialResult::seconds).sum();
    }
}
