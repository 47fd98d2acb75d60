package dev.squall.lectures.links;

import dev.squall.node.Message;

/**
 * One node's end of its point-to-point links to all nodes. A link is one protocol layer, above another link or above
 * the network. Only the handlers of its node call a link.
 */
public interface Link {

    /** The layer above a link. */
    @FunctionalInterface
    interface Receiver {

        /** Handles a message that the link delivers from node {@code from}. */
        void deliver(String from, Object message);
    }

    /** Handles initialisation or recovery from a crash. The node calls it once, before every other method. */
    void start();

    /** Sends a message to a node. After the call returns, the link is responsible for the message. */
    void send(String to, Object message);

    /** Handles a message from the network. */
    void receive(Message message);

    /**
     * Forgets the messages sent to a node that has crashed for good, so that the link does not retransmit them forever.
     */
    default void giveUp(String to) {}

    /**
     * Returns the number of messages sent to a node since the oldest unacknowledged one, inclusive. Returns 0 if all
     * messages are acknowledged. A link's memory is at most proportional to its backlog.
     */
    long backlog(String to);
}
