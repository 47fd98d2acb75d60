package dev.squall.system;

import java.util.List;

/**
 * A claim of the lectures about systems, with its trials. A claim is confirmed if every trial has its expected result:
 * the sound system survives, and each variant that lacks one step is caught.
 *
 * @param id short name of the claim, such as {@code fifo-link}
 * @param lecture number of the lecture that makes the claim
 * @param statement the claim in one clause
 * @param trials the trials of the claim, at least one
 */
public record Claim(String id, String lecture, String statement, List<Trial> trials) {

    public Claim {
        trials = List.copyOf(trials);
    }

    public Claim(String id, String lecture, String statement, Trial... trials) {
        this(id, lecture, statement, List.of(trials));
    }

    /** Returns the trials that support the claim. */
    public List<Trial> holds() {
        return trials.stream().filter(trial -> !trial.isBreaking()).toList();
    }

    /** Returns the trials that show the claim's limits. */
    public List<Trial> breaks() {
        return trials.stream().filter(Trial::isBreaking).toList();
    }
}
