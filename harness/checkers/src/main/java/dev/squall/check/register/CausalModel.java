package dev.squall.check.register;

/** Variants of causal consistency, as Bouajjani, Enea, Guerraoui and Hamza (POPL 2017) tell them apart. */
public enum CausalModel {
    /**
     * Weak causal consistency: each read is explained by some order of its causal past that keeps causality. Different
     * reads may be explained by different orders, even within one session.
     */
    CC("causal consistency (CC)"),

    /**
     * Causal memory (Ahamad, Neiger, Burns, Kohli and Hutto, 1995): as CC, and one order for each session explains all
     * of its reads.
     */
    CM("causal memory (CM)"),

    /**
     * Causal convergence: as CC, and all sessions see the writes in one order. This is what stores keep that deliver
     * updates in causal order and let the last writer win.
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
