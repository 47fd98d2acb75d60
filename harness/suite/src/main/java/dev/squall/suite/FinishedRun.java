package dev.squall.suite;

import dev.squall.experiment.Outcome;
import java.util.List;

/**
 * A run that came to its end: a line of the log.
 *
 * @param cell the cell's {@linkplain Cell#id() id}
 * @param words what came of it, in one sentence; empty if all was valid
 * @param seconds of real time, with judging, recording and reruns
 * @param operations lines of its history
 * @param folder where it is kept, relative to the suite's folder; empty if it is not
 * @param command the line that runs it again
 * @param reruns what came of running it again with its seed
 */
record FinishedRun(
        String cell,
        long seed,
        Outcome outcome,
        String words,
        double seconds,
        long operations,
        String folder,
        String command,
        List<Outcome> reruns) {

    FinishedRun {
        reruns = List.copyOf(reruns);
    }

    /** A violation, an error or unknown: by itself it decides what its cell comes to. */
    boolean isFailure() {
        return outcome != Outcome.VALID && outcome != Outcome.VACUOUS;
    }

    private long reproductions() {
        return reruns.stream().filter(Outcome.VIOLATION::equals).count();
    }

    /** Returns a word for programs that says if the violation can be reproduced; empty if that was not tried. */
    String reproducibility() {
        if (outcome != Outcome.VIOLATION || reruns.isEmpty()) {
            return "";
        }
        return reproductions() == reruns.size() ? "reproducible" : reproductions() == 0 ? "not-reproduced" : "flaky";
    }

    /** The same, in a clause for people. */
    String reproducibilityWords() {
        return reproducibility().isEmpty()
                ? ""
                : reproducibility().replace('-', ' ') + ": " + reproductions() + " of " + reruns.size()
                        + " reruns of the seed show a violation";
    }
}
