package dev.squall.check.delivery;

/**
 * Properties that a broadcast can promise (Hadzilacos and Toueg, <i>A modular approach to fault-tolerant
 * broadcasts</i>, 1994; lectures 4.2 and 4.3).
 */
public enum BroadcastProperty {
    /** A correct node delivers by the end what it broadcast. */
    VALIDITY("broadcast-validity"),
    /** No node delivers a message twice, whether in one life or in two. */
    NO_DUPLICATION("broadcast-no-duplication"),
    /** A message that is delivered was broadcast before. */
    NO_CREATION("broadcast-no-creation"),
    /** Every correct node delivers by the end what a correct node delivered. */
    AGREEMENT("broadcast-agreement"),
    /** Every correct node delivers by the end what any node delivered, even one that crashed later. */
    UNIFORM_AGREEMENT("broadcast-uniform-agreement"),
    /** No node delivers a message unless it has delivered all that the same node broadcast before. */
    FIFO_ORDER("broadcast-fifo-order"),
    /** No node delivers a message unless it has delivered all whose broadcasts happened before its broadcast. */
    CAUSAL_ORDER("broadcast-causal-order"),
    /** No two nodes deliver two messages in different order; one of them may leave a message out. */
    TOTAL_ORDER("broadcast-total-order"),
    /** For any two nodes, one's sequence of deliveries is a prefix of the other's. Implies {@link #TOTAL_ORDER}. */
    SAME_SEQUENCE("broadcast-same-sequence");

    private final String checker;

    BroadcastProperty(String checker) {
        this.checker = checker;
    }

    /** Returns the name under which the verdict goes. */
    public String checker() {
        return checker;
    }
}
