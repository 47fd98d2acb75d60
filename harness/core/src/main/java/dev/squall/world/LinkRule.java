package dev.squall.world;

/**
 * A network fault, as a rule that is applied to each message between two nodes. Rules apply in the order in which they
 * were added. Once a rule drops or holds the message no later rule applies; delays and copies of several rules add up.
 * Removing the rule heals the fault.
 */
public interface LinkRule {

    /**
     * Applies the rule to a message: changes its delivery, or leaves it alone.
     *
     * @param from index of the sender in {@link Cluster#nodeIds()}
     * @param to index of the receiver
     */
    void apply(int from, int to, Packet packet);

    /** Returns the number of messages that this rule has changed, which is the evidence of its effect. */
    long effects();
}
