package dev.squall.suite;

/**
 * A run has just come to its end.
 *
 * @param finishedRuns how many are finished, with this one
 * @param plannedRuns how many there are
 */
public record RunReport(FinishedRun run, int finishedRuns, int plannedRuns) {

    /** Returns the result of the run, in one line. */
    public String words() {
        String words = run.words().isEmpty() ? "" : ": " + run.words();
        String again = run.reproducibilityWords().isEmpty() ? "" : "; " + run.reproducibilityWords();
        return run.outcome().word() + ": " + run.cell() + " seed " + run.seed() + words + again;
    }

    /** Returns the progress of the suite, in a line that is short enough for a terminal. */
    public String progress() {
        return finishedRuns + " of " + plannedRuns + " runs; last "
                + run.outcome().word() + ": " + run.cell();
    }

    public boolean isFailure() {
        return run.isFailure();
    }
}
