package dev.squall.experiment;

import java.util.Collection;
import java.util.Locale;

/** Outcome of a run, a sweep or a suite, the most severe first. No other order of severity is used anywhere. */
public enum Outcome {
    /** A property was broken, and there is a proof of it. */
    VIOLATION(1),
    /** The harness or its environment failed: nothing is known of the system. */
    ERROR(255),
    /** Time or memory did not suffice to say. */
    UNKNOWN(2),
    /** All was valid, but too little succeeded, or a fault that was asked for did not bite: the run proves nothing. */
    VACUOUS(3),
    /** Every property was kept, and everything asked for happened. */
    VALID(0);

    /** The exit code for arguments that make no sense. */
    public static final int BAD_ARGUMENTS_EXIT_CODE = 254;

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** The name in words and in JSON, such as {@code violation}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The most severe of {@code outcomes}; valid if there are none. */
    public static Outcome worst(Collection<Outcome> outcomes) {
        return outcomes.stream().min(Outcome::compareTo).orElse(VALID);
    }
}
