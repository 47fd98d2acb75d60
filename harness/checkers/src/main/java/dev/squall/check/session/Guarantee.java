package dev.squall.check.session;

import java.util.Locale;

/**
 * Guarantees that a store may give to each session (Terry, Demers, Petersen, Spreitzer, Theimer and Welch, <i>Session
 * guarantees for weakly consistent replicated data</i>, 1994; lectures 5.2 and 7.3), and real-time order of writes.
 *
 * <p>The definitions assume one order of all writes, and a set of visible writes for each read. A read returns the
 * value of the last visible write to its key, or the initial value if there is none.
 */
public enum Guarantee {
    /** The writes of a session are visible to its later reads. */
    READ_YOUR_WRITES,

    /** The write that a read returned is visible to the later reads of its session. */
    MONOTONIC_READS,

    /**
     * A session's writes are ordered as they were invoked. If a write is visible to a read, so are the session's
     * earlier writes.
     */
    MONOTONIC_WRITES,

    /**
     * A write comes after the writes that its session had read before. If the write is visible to a read, so are those
     * writes.
     */
    WRITES_FOLLOW_READS,

    /**
     * A write that was acknowledged before another write to its key was invoked precedes the other write. This is not a
     * session guarantee. Stores that order writes by a leader or a majority promise this order. In other stores, two
     * writes of different sessions may take effect in either order.
     */
    WRITES_IN_REAL_TIME;

    /** Returns the guarantee's usual name, such as {@code read-your-writes}. */
    public String term() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
