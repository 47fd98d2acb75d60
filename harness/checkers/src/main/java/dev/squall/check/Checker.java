package dev.squall.check;

import dev.squall.history.History;

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
}
