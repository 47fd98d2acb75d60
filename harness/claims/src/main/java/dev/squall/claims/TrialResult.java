package dev.squall.claims;

import dev.squall.experiment.Outcome;
import dev.squall.system.Trial;
import java.util.Map;
import java.util.TreeMap;

/**
 * Result of one trial of a claim.
 *
 * @param outcome valid if the result was as expected, or else the outcome that occurred
 * @param words the observation in one clause
 * @param runs number of runs, or of cases of an enumeration
 * @param operations number of operations that clients began in these runs
 * @param effects number of effects of each fault, by the fault's name
 * @param repeat command that repeats the decisive run; empty if there is no single one
 * @param isTooBusy true if the machine was too busy for a run in real time, so that the result tells nothing
 */
public record TrialResult(
        Trial trial,
        Outcome outcome,
        String words,
        int runs,
        long operations,
        Map<String, Long> effects,
        double seconds,
        String repeat,
        boolean isTooBusy) {

    public TrialResult {
        effects = new TreeMap<>(effects);
    }

    /** Makes the result of a trial for which the machine had time. */
    TrialResult(
            Trial trial,
            Outcome outcome,
            String words,
            int runs,
            long operations,
            Map<String, Long> effects,
            double seconds,
            String repeat) {
        this(trial, outcome, words, runs, operations, effects, seconds, repeat, false);
    }

    /** Returns true if the trial made any run. */
    public boolean isTried() {
        return runs > 0;
    }

    /** Returns the same result with the duration of the trial. */
    TrialResult in(double newSeconds) {
        return new TrialResult(trial, outcome, words, runs, operations, effects, newSeconds, repeat, isTooBusy);
    }

    /** Returns the same result, which tells nothing because the machine was too busy. */
    TrialResult tooBusy(String why) {
        return new TrialResult(
                trial, Outcome.VACUOUS, why + ": " + words, runs, operations, effects, seconds, repeat, true);
    }

    public boolean isAsExpected() {
        return outcome == Outcome.VALID;
    }
}
