package dev.squall.claims;

import dev.squall.experiment.Outcome;
import dev.squall.system.Trial;
import java.util.Map;
import java.util.TreeMap;

/**
 * Result of a trial.
 *
 * @param outcome valid if all was as expected; else what it came to instead
 * @param words what was seen, in one clause
 * @param runs how many runs it took, or cases of an enumeration
 * @param operations how many operations clients began in them
 * @param effects how often each fault took effect
 * @param repeat the command that shows what was seen; empty if there is no single one
 */
public record TrialResult(
        Trial trial,
        Outcome outcome,
        String words,
        int runs,
        long operations,
        Map<String, Long> effects,
        double seconds,
        String repeat) {

    public TrialResult {
        effects = new TreeMap<>(effects);
    }

    /** Returns true if the trial made any run. */
    public boolean isTried() {
        return runs > 0;
    }

    /** The same, with the time that it took. */
    TrialResult in(double newSeconds) {
        return new TrialResult(trial, outcome, words, runs, operations, effects, newSeconds, repeat);
    }

    public boolean isAsExpected() {
        return outcome == Outcome.VALID;
    }
}
