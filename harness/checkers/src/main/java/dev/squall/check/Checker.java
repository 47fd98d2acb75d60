package dev.squall.check;

import dev.squall.history.History;
import java.util.Set;

/**
 * Decides one property of a history. Pure: no I/O, no state between calls, safe for use by several threads; the same
 * history gives the same validity unless the budget ends the check.
 */
public interface Checker {

    /** Returns the name of exactly what is checked, such as {@code linearizable}. */
    String name();

    /**
     * Never a false verdict for want of time or memory: then the verdict is {@link Validity#UNKNOWN} and says how far
     * the check came.
     */
    Verdict check(History history, Budget budget);

    /**
     * Returns the functions whose results show if the property holds, such as {@code read}. If none of them succeeded
     * in a history, the verdict valid proves nothing. Empty if the results of every function show it.
     */
    default Set<String> observingFunctions() {
        return Set.of();
    }
}
