package dev.squall.system;

import java.util.List;

/**
 * A claim about systems. It is confirmed if every trial ends as expected: the sound system survives, and each variant
 * that lacks one step is caught.
 *
 * @param id a short name, such as {@code fifo-link}
 * @param lecture the number of the lecture that makes the claim
 * @param statement one clause
 * @param trials at least one
 */
public record Claim(String id, String lecture, String statement, List<Trial> trials) {

    public Claim {
        trials = List.copyOf(trials);
    }

    public Claim(String id, String lecture, String statement, Trial... trials) {
        this(id, lecture, statement, List.of(trials));
    }

    /** Returns the trials that the claim's side survives. */
    public List<Trial> holds() {
        return trials.stream().filter(trial -> !trial.isBreaking()).toList();
    }

    /** Returns the trials that show the claim's limits. */
    public List<Trial> breaks() {
        return trials.stream().filter(Trial::isBreaking).toList();
    }
}
