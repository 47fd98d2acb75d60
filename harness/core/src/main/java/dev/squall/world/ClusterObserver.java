package dev.squall.world;

import dev.squall.node.Fact;
import dev.squall.node.Message;

/** Observer of a cluster's events. Called on the timeline's thread, in the order of the events. */
public interface ClusterObserver {

    /** Called when a node has replied to a client. */
    void onReply(Message reply);

    /**
     * Called when a node has noted a fact.
     *
     * @param life number of the node's life: 0 for the first, 1 after the first restart, and so on
     */
    void onFact(String nodeId, int life, Fact fact);

    /**
     * Called once for each life of a node that has ended by a kill, by a storage failure, or by itself. Facts of the
     * ended life that were not reported yet are lost.
     *
     * @param life number of the node's life, as in {@link #onFact}
     * @param whole true if all facts of the life were reported. If {@code whole} is false, the killed process may have
     *     held back its last facts, but no message left the node after an unreported fact
     */
    default void onLifeEnd(String nodeId, int life, boolean whole) {}

    /**
     * Called when a node does something that the protocol allows and that is probably a mistake, once for each kind of
     * oddity and node.
     *
     * @param words the oddity in words that follow the node's name
     */
    default void onOddity(String nodeId, String words) {}

    /**
     * Called for each event of a message between two nodes, or between a client and a node.
     *
     * @param messageNumber number of the message: the same for its sending, losses and receipts (several receipts, if
     *     duplicated)
     */
    void onMessage(MessageEvent event, long messageNumber, Message message);

    /** Kinds of events of a message. */
    enum MessageEvent {
        SENT,
        RECEIVED,
        /** The message was lost in transit, by a network fault or because its receiver was down. */
        LOST
    }
}
