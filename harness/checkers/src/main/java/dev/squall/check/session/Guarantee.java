package dev.squall.check.session;

import java.util.Locale;

/**
 * Guarantees that a store may give to each session (Terry, Demers, Petersen, Spreitzer, Theimer and Welch, <i>Session
 * guarantees for weakly consistent replicated data</i>, 1994; lectures 5.2 and 7.3), and one thing more.
 *
 * <p>The terms: there is one order of all writes. Each read is answered from a set of writes, those visible to it. It
 * returns the value of the last of them to its key, or the initial value if there is none.
 */
public enum Guarantee {
    /** The writes of a session are visible to its later reads. */
    READ_YOUR_WRITES,

    /** The write that a read returned is visible to the later reads of its session. */
    MONOTONIC_READS,

    /** A session's writes are ordered as it made them, and wherever one is visible, so are those before it. */
    MONOTONIC_WRITES,

    /**
     * A write comes after the writes that its session had read before, and wherever it is visible, so are those.
     */
    WRITES_FOLLOW_READS,

    /**
     * A write that was acknowledged before another write to its key was invoked comes before it. No session guarantee,
     * but what a store promises that orders its writes by a leader or by a majority; without it two writes of different
     * sessions may come in either order.
     */
    WRITES_IN_REAL_TIME;

    /** Its name as the field writes it, such as {@code read-your-writes}. */
    public String term() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
