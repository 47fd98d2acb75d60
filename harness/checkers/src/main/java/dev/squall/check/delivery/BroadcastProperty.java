package dev.squall.check.delivery;

/**
 * Properties that a broadcast can promise (Hadzilacos and Toueg, <i>A modular approach to fault-tolerant
 * broadcasts</i>, 1994; lectures 4.2 and 4.3).
 */
public enum BroadcastProperty {
    /** A correct node delivers its own broadcasts by the end of the run. */
    VALIDITY("broadcast-validity"),
    /** No node delivers a message twice, in one life or in two. */
    NO_DUPLICATION("broadcast-no-duplication"),
    /** Every delivered message was broadcast before. */
    NO_CREATION("broadcast-no-creation"),
    /** Every correct node delivers, by the end of the run, every message that some correct node delivered. */
    AGREEMENT("broadcast-agreement"),
    /**
     * Every correct node delivers, by the end of the run, every message that any node delivered, even a node that
     * crashed later.
     */
    UNIFORM_AGREEMENT("broadcast-uniform-agreement"),
    /** No node delivers a message before all earlier broadcasts of the same sender. */
    FIFO_ORDER("broadcast-fifo-order"),
    /** No node delivers a message before all messages whose broadcasts happened before the message's broadcast. */
    CAUSAL_ORDER("broadcast-causal-order"),
    /** No two nodes deliver two messages in different order; a node may skip a message. */
    TOTAL_ORDER("broadcast-total-order"),
    /** For any two nodes, one's sequence of deliveries is a prefix of the other's. Implies {@link #TOTAL_ORDER}. */
    SAME_SEQUENCE("broadcast-same-sequence");

    private final String checker;

    BroadcastProperty(String checker) {
        this.checker = checker;
    }

    /** Returns the checker's name in the verdict. */
    public String checker() {
        return checker;
    }
}
