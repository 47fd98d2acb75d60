package dev.squall.lectures.links;

import dev.squall.node.Message;

/**
 * One node's end of the point-to-point links that join it to each node: one layer, which stands on another or on the
 * network. Its methods are called from the node's handlers only.
 */
public interface Link {

    /** What stands on a link. */
    @FunctionalInterface
    interface Receiver {

        /** On delivery of a message from a node. */
        void deliver(String from, Object message);
    }

    /** On initialisation, or on recovery from a crash. Called once, before all else. */
    void start();

    /** On request to send a message to a node. When this returns the link has taken the message over. */
    void send(String to, Object message);

    /** On receiving a message from the network. */
    void receive(Message message);

    /**
     * How many messages were sent to a node since the oldest that it has not acknowledged, with that one; 0 if it has
     * acknowledged all. What a link has to remember is at most in proportion to this.
     */
    long backlog(String to);
}
