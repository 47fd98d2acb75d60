package dev.squall.experiment;

import java.util.Collection;
import java.util.Locale;

/**
 * Outcome of a run, a sweep or a suite, in order of severity, most severe first. All results in the project use this
 * order of severity.
 */
public enum Outcome {
    /** A property is violated, and the violation is proved. */
    VIOLATION(1),
    /** The harness or its environment failed, so nothing is known about the system. */
    ERROR(255),
    /** Time or memory did not suffice for a verdict. */
    UNKNOWN(2),
    /**
     * The run has no violation, but proves nothing: too few operations succeeded, or a requested fault had no effect.
     */
    VACUOUS(3),
    /** All properties hold, and all requested operations and faults took place. */
    VALID(0);

    /** Exit code for invalid command-line arguments. */
    public static final int BAD_ARGUMENTS_EXIT_CODE = 254;

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Returns the name in lower case, such as {@code violation}, as in messages and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the most severe of {@code outcomes}; {@link #VALID} if there are none. */
    public static Outcome worst(Collection<Outcome> outcomes) {
        return outcomes.stream().min(Outcome::compareTo).orElse(VALID);
    }
}
