package dev.squall.world;

import dev.squall.node.Fact;
import dev.squall.node.Message;

/** Observer of a cluster's events, on the timeline's thread, in the order in which they happen. */
public interface ClusterObserver {

    /** A node answered a client. */
    void onReply(Message reply);

    /**
     * A node noted a fact.
     *
     * @param life 0 for the node's first life, 1 after its first restart, and so on
     */
    void onFact(String nodeId, int life, Fact fact);

    /**
     * A life of a node has ended by a kill, or because its storage failed. What of its facts is still to be told is
     * lost. Called once for each such life.
     *
     * @param life as in {@link #onFact}
     * @param whole whether all that it noted has been told. If not, what it noted last is lost with the process that
     *     held it back; but no message left the node before what had been noted until then
     */
    default void onLifeEnd(String nodeId, int life, boolean whole) {}

    /**
     * Something befell a message between two nodes, or between a client and a node.
     *
     * @param messageNumber identifies the message: its sending, losses, and receipts (several, if duplicated)
     */
    void onMessage(MessageEvent event, long messageNumber, Message message);

    /** Event that can befall a message. */
    enum MessageEvent {
        SENT,
        RECEIVED,
        /** Lost on its way, to a fault of the network or because its receiver was down. */
        LOST
    }
}
