package dev.squall.jepsen;

import java.util.Locale;

/** The search algorithms of Knossos. */
public enum KnossosAlgorithm {
    /** Both other algorithms in parallel; the first verdict counts. */
    COMPETITION,
    /** Just-in-time linearization: sets of configurations, extended by one operation of the history after the other. */
    LINEAR,
    /** Depth-first search with memoization, after Wing, Gong and Lowe. */
    WGL;

    /** Returns the algorithm's name on command lines, which is also the name of Knossos' namespace. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
