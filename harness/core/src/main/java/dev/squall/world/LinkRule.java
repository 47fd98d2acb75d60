package dev.squall.world;

/**
 * A fault of the network, as a rule on each message between two nodes. Rules are asked in the order in which they were
 * added; the first that drops the packet decides, delays and copies add up. Removing the rule heals the fault.
 */
public interface LinkRule {

    /**
     * Changes what becomes of a message, or leaves it alone.
     *
     * @param from index of the sender in {@link Cluster#nodeIds()}
     * @param to index of the receiver
     */
    void apply(int from, int to, Packet packet);

    /** Returns the number of messages that this rule has changed: the evidence of its effect. */
    long effects();
}
