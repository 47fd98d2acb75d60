package dev.squall.node;

/**
 * One node of a system under test, written as the lectures write their pseudocode: "on initialisation", "on
 * receiving", "periodically".
 *
 * <p>A host creates a node once for each of its lives, calls {@link #start()} once, and then {@link #receive} for each
 * message and the actions of the timers that the node has set. It calls from one thread at a time, so a node needs no
 * locks. A handler must not block, start threads, read a system clock or draw from a random generator of its own:
 * whatever it knows or does goes through its {@link Environment}.
 *
 * <p>A handler that throws ends the node as a crash does; its host reports the exception.
 */
public interface Node {

    /**
     * On initialisation, or on recovery from a crash: the latter if the node's stable storage holds what an earlier
     * life wrote.
     */
    void start();

    /**
     * On receiving a message from a peer or from a client. A host delivers no {@code init}: it answers that itself.
     *
     * @param message a message whose destination is this node
     */
    void receive(Message message);
}
