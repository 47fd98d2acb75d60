package dev.squall.suite;

/**
 * Report on a run that has just finished.
 *
 * @param finishedRuns number of finished runs, including this one
 * @param plannedRuns number of planned runs
 */
public record RunReport(FinishedRun run, int finishedRuns, int plannedRuns) {

    /** Returns the result of the run, in one line. */
    public String words() {
        String words = run.words().isEmpty() ? "" : ": " + run.words();
        String again = run.reproducibilityWords().isEmpty() ? "" : "; " + run.reproducibilityWords();
        return run.outcome().word() + ": " + run.cell() + " seed " + run.seed() + words + again;
    }

    /** Returns the progress of the suite, in one line that fits a terminal. */
    public String progress() {
        return finishedRuns + " of " + plannedRuns + " runs; last "
                + run.outcome().word() + ": " + run.cell();
    }

    public boolean isFailure() {
        return run.isFailure();
    }
}
