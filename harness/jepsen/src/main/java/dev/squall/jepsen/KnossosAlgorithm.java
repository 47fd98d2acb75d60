package dev.squall.jepsen;

import java.util.Locale;

/** The search algorithms of Knossos. */
public enum KnossosAlgorithm {
    /** Both other algorithms at once. The first to decide wins. */
    COMPETITION,
    /** Just-in-time linearization: sets of configurations, one operation of the history after the other. */
    LINEAR,
    /** Depth-first search with memory, after Wing, Gong and Lowe. */
    WGL;

    /** Returns the name on command lines and of Knossos' namespace. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
