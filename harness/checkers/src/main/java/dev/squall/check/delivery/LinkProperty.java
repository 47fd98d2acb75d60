package dev.squall.check.delivery;

/**
 * Properties that a point-to-point link can promise (Cachin, Guerraoui and Rodrigues, 2011, section 2.4; lecture 2.3).
 */
public enum LinkProperty {
    /** A message from a correct node to a correct node is delivered by the end of the run. */
    NO_LOSS("link-no-loss"),
    /** No node delivers a message twice, in one life or in two. */
    NO_DUPLICATION("link-no-duplication"),
    /** Every delivered message was sent before, by its claimed sender to this receiver. */
    NO_CREATION("link-no-creation"),
    /** Messages from one node to another are delivered in the order of sending, and no message is skipped. */
    FIFO("link-fifo");

    private final String checker;

    LinkProperty(String checker) {
        this.checker = checker;
    }

    /** Returns the checker's name in the verdict. */
    public String checker() {
        return checker;
    }
}
