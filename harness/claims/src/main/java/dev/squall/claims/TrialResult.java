package dev.squall.claims;

import dev.squall.experiment.Outcome;
import dev.squall.system.Trial;
import java.util.Map;
import java.util.Optional;
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
 * @param shown run that shows the result: of a flaw the run that caught it, of a sound system the hardest run, or the
 *     run that refutes the claim. Empty if no single simulated run shows the result, or after the run was saved
 * @param folder folder in which that run is saved, relative to the folder of the runs, with slashes; empty if it is not
 *     saved
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
        boolean isTooBusy,
        Optional<ShownRun> shown,
        String folder) {

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
        this(trial, outcome, words, runs, operations, effects, seconds, repeat, false, Optional.empty(), "");
    }

    /** Returns true if the trial made any run. */
    public boolean isTried() {
        return runs > 0;
    }

    /** Returns the same result with the duration of the trial. */
    TrialResult in(double newSeconds) {
        return new TrialResult(
                trial, outcome, words, runs, operations, effects, newSeconds, repeat, isTooBusy, shown, folder);
    }

    /** Returns the same result with a run that shows it. */
    TrialResult showing(ShownRun run) {
        return new TrialResult(
                trial, outcome, words, runs, operations, effects, seconds, repeat, isTooBusy, Optional.of(run), folder);
    }

    /** Returns the same result, without the run that shows it and with the folder in which the run is saved. */
    TrialResult keptIn(String newFolder) {
        return new TrialResult(
                trial,
                outcome,
                words,
                runs,
                operations,
                effects,
                seconds,
                repeat,
                isTooBusy,
                Optional.empty(),
                newFolder);
    }

    /** Returns the same result, which tells nothing because the machine was too busy. */
    TrialResult tooBusy(String why) {
        return new TrialResult(
                trial,
                Outcome.VACUOUS,
                why + ": " + words,
                runs,
                operations,
                effects,
                seconds,
                repeat,
                true,
                shown,
                folder);
    }

    public boolean isAsExpected() {
        return outcome == Outcome.VALID;
    }
}
