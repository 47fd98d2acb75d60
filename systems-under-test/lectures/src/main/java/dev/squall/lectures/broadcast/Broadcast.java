package dev.squall.lectures.broadcast;

import dev.squall.node.Message;

/**
 * One node's end of a broadcast to all nodes. It is one layer, over another broadcast, over links or over the network.
 * Only the node's handlers call it.
 */
public interface Broadcast {

    /** The layer above a broadcast. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Handles a message, delivered by the broadcast.
         *
         * @param sender the node that broadcast the message
         */
        void deliver(String sender, Object message);
    }

    /** Handles initialisation or recovery from a crash. Called once, before all else. */
    void start();

    /** Broadcasts a message to all nodes, this one included. */
    void broadcast(Object message);

    /** Handles a message from the network. */
    void receive(Message message);
}
