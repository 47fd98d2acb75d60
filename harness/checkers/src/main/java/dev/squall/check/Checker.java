package dev.squall.check;

import dev.squall.history.History;
import java.util.Set;

/**
 * Decision procedure for one property of histories. A checker does no I/O, keeps no state between calls and is
 * thread-safe. The same history gives the same validity unless the budget ends the check.
 */
public interface Checker {

    /** Returns the name of the property, such as {@code linearizable}. */
    String name();

    /**
     * Returns the verdict on a history. If the budget runs out, the verdict is {@link Validity#UNKNOWN} and its summary
     * reports the progress of the check.
     */
    Verdict check(History history, Budget budget);

    /**
     * Returns the functions whose results can show a violation, such as {@code read}. If none of these functions
     * succeeded, a verdict of valid proves nothing. An empty set stands for all functions.
     */
    default Set<String> observingFunctions() {
        return Set.of();
    }
}
