package dev.squall.node;

/**
 * One node of a system under test, with the handlers of the lectures' pseudocode: "on initialisation", "on receiving",
 * "periodically".
 *
 * <p>A host creates a node object for each life of the node and calls {@link #start()} once. Then the host calls {@link
 * #receive} for each message, and the actions of the node's timers. The host calls from one thread at a time, so a node
 * needs no locks.
 *
 * <p>A handler must not block, start threads, read a system clock or use a random generator of its own. A handler reads
 * and acts only through the node's {@link Environment}.
 *
 * <p>If a handler throws, the node ends as in a crash. The host reports the exception.
 */
public interface Node {

    /** Handles initialisation, or recovery if the stable storage holds records of an earlier life. */
    void start();

    /**
     * Handles a message from a peer or from a client. The host answers {@code init} itself and does not deliver it.
     *
     * @param message a message whose destination is this node
     */
    void receive(Message message);
}
