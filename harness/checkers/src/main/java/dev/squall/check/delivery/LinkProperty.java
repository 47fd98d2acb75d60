package dev.squall.check.delivery;

/**
 * Properties that a point-to-point link can promise (Cachin, Guerraoui and Rodrigues, 2011, section 2.4; lecture 2.3).
 */
public enum LinkProperty {
    /** A message from a correct node to a correct node is delivered by the end. */
    NO_LOSS("link-no-loss"),
    /** No node delivers a message twice, whether in one life or in two. */
    NO_DUPLICATION("link-no-duplication"),
    /** A message that is delivered from a node was sent by it, to the one that delivers it, before. */
    NO_CREATION("link-no-creation"),
    /** Messages from one node to another are delivered in the order of sending, and none is skipped. */
    FIFO("link-fifo");

    private final String checker;

    LinkProperty(String checker) {
        this.checker = checker;
    }

    /** Returns the name under which the verdict goes. */
    public String checker() {
        return checker;
    }
}
