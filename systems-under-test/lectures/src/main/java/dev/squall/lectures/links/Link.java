package dev.squall.lectures.links;

import dev.squall.node.Message;

/**
 * One node's end of its point-to-point links to all nodes. It is one layer, over another link or over the network. Only
 * the node's handlers call it.
 */
public interface Link {

    /** The layer above a link. */
    @FunctionalInterface
    interface Receiver {

        /** Handles a message of a node, delivered by the link. */
        void deliver(String from, Object message);
    }

    /** Handles initialisation or recovery from a crash. Called once, before all else. */
    void start();

    /** Sends a message to a node. After this returns, the link is responsible for the message. */
    void send(String to, Object message);

    /** Handles a message from the network. */
    void receive(Message message);

    /** Forgets what was sent to a node that has crashed for good. Without this the link would retransmit for ever. */
    default void giveUp(String to) {}

    /**
     * Returns the number of messages sent to a node since the oldest unacknowledged one, inclusive. Returns 0 if all
     * are acknowledged. A link's memory is at most proportional to this.
     */
    long backlog(String to);
}
