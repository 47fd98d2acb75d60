package dev.squall.lectures.broadcast;

import dev.squall.node.Message;

/**
 * One node's end of a broadcast to all nodes. A broadcast is one protocol layer, above another broadcast, above links
 * or above the network. Only the handlers of its node call a broadcast.
 */
public interface Broadcast {

    /** The layer above a broadcast. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Handles a message that the broadcast delivers.
         *
         * @param sender the node that broadcast the message
         */
        void deliver(String sender, Object message);
    }

    /** Handles initialisation or recovery from a crash. The node calls it once, before every other method. */
    void start();

    /** Broadcasts a message to all nodes, including the local node. */
    void broadcast(Object message);

    /** Handles a message from the network. */
    void receive(Message message);
}
