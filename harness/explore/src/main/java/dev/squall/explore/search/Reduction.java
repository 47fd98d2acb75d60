package dev.squall.explore.search;

/** Ways to leave out schedules that differ from a tried one only in the order of independent events. */
public enum Reduction {
    /** Tries every schedule. The oracle for the others. */
    NONE,
    /**
     * Sleep sets (Godefroid, Partial-Order Methods for the Verification of Concurrent Systems, LNCS 1032, 1996). Of
     * equivalent beginnings of schedules, exactly one is tried. Equivalent beginnings are equally long, so every class
     * of beginnings of up to n events is still tried if schedules are cut at n events.
     */
    SLEEP_SETS,
    /**
     * Sleep sets and source sets (Abdulla, Aronis, Jonsson and Sagonas, Optimal Dynamic Partial Order Reduction, POPL
     * 2014), which avoid most beginnings that sleep sets alone would cut later. Needs schedules that are not cut.
     */
    SOURCE_SETS
}
