package dev.squall.check.register;

/** Variants of causal consistency, as defined by Bouajjani, Enea, Guerraoui and Hamza (POPL 2017). */
public enum CausalModel {
    /**
     * Weak causal consistency: for each read, some order of its causal past that respects causality explains the
     * result. Different reads may have different orders, even within one session.
     */
    CC("causal consistency (CC)"),

    /**
     * Causal memory (Ahamad, Neiger, Burns, Kohli and Hutto, 1995): like CC, but one order for each session explains
     * all of the session's reads.
     */
    CM("causal memory (CM)"),

    /**
     * Causal convergence: like CC, but all sessions see the writes in the same order. Stores with causal delivery and
     * last-writer-wins conflict resolution provide causal convergence.
     */
    CCV("causal convergence (CCv)");

    private final String words;

    CausalModel(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
