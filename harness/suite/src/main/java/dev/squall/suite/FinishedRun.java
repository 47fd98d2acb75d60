package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finished run of a suite, stored as one line of the log.
 *
 * @param cell the {@linkplain Cell#id() id} of the run's cell
 * @param words result of the run in one sentence; empty if all verdicts are valid
 * @param seconds duration in seconds of real time, including judging, recording and reruns
 * @param operations number of lines of the run's history
 * @param folder folder of the saved run, relative to the suite's folder; empty if the run was not saved
 * @param command command line that repeats the run
 * @param reruns outcomes of the reruns with the same seed
 */
public record FinishedRun(
        String cell,
        long seed,
        Outcome outcome,
        String words,
        double seconds,
        long operations,
        String folder,
        String command,
        List<Outcome> reruns) {

    /** Words of a verdict: its checker, its anomaly if it has one, and its summary. */
    private static final Pattern WORDS = Pattern.compile("([a-z0-9-]+): (?:([a-z0-9-]+): )?");

    public FinishedRun {
        reruns = List.copyOf(reruns);
    }

    /** Returns true for a violation, an error or an unknown outcome, each of which decides the outcome of its cell. */
    boolean isFailure() {
        return outcome != Outcome.VALID && outcome != Outcome.VACUOUS;
    }

    /** Returns the name of the anomaly of a violation; if the verdict has none, the name of its checker. */
    public String anomaly() {
        Matcher parts = WORDS.matcher(words);
        return !parts.lookingAt() ? "violation" : parts.group(2) == null ? parts.group(1) : parts.group(2);
    }

    private long reproductions() {
        return reruns.stream().filter(Outcome.VIOLATION::equals).count();
    }

    /**
     * Returns a word for programs that classifies the reproducibility of a violation; empty if there were no reruns.
     */
    String reproducibility() {
        if (outcome != Outcome.VIOLATION || reruns.isEmpty()) {
            return "";
        }
        return reproductions() == reruns.size() ? "reproducible" : reproductions() == 0 ? "not-reproduced" : "flaky";
    }

    /** Returns a clause for people that classifies the reproducibility of a violation. */
    public String reproducibilityWords() {
        return reproducibility().isEmpty()
                ? ""
                : reproducibility().replace('-', ' ') + ": " + reproductions() + " of " + reruns.size()
                        + " reruns of the seed show a violation";
    }
}
