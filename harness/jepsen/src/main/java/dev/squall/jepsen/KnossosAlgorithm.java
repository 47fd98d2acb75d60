package dev.squall.jepsen;

import java.util.Locale;

/** The searches that Knossos has. */
public enum KnossosAlgorithm {
    /** Both of the others at once; the first to decide has decided. */
    COMPETITION,
    /** Just-in-time linearization: configurations, one operation of the history after the other. */
    LINEAR,
    /** Depth first with memory, after Wing, Gong and Lowe. */
    WGL;

    /** The name on command lines and of Knossos' namespace. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
