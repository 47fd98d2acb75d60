package dev.squall.node;

/**
 * One node of a system under test, with the handlers of the lectures' pseudocode: "on initialisation", "on receiving",
 * "periodically".
 *
 * <p>A host creates a node for each of its lives and calls {@link #start()} once. Then it calls {@link #receive} for
 * each message, and the actions of the node's timers. It calls from one thread at a time, so a node needs no locks.
 *
 * <p>A handler must not block, start threads, read a system clock or use a random generator of its own. It reads and
 * acts only through its {@link Environment}.
 *
 * <p>If a handler throws, the node ends as in a crash. The host reports the exception.
 */
public interface Node {

    /**
     * Handles initialisation, or recovery from a crash. It is a recovery if the stable storage holds records of an
     * earlier life.
     */
    void start();

    /**
     * Handles a message from a peer or from a client. The host answers {@code init} itself and does not deliver it.
     *
     * @param message a message whose destination is this node
     */
    void receive(Message message);
}
