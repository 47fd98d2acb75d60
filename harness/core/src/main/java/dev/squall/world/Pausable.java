package dev.squall.world;

/** A cluster whose nodes can be paused and resumed. */
public interface Pausable {

    /** Returns true if the node is paused. */
    boolean isPaused(String nodeId);

    /** Stops a node from running, and messages from being received by it, until {@link #resume}. */
    void pause(String nodeId);

    /** Lets a paused node go on, with all that was sent to it meanwhile. */
    void resume(String nodeId);
}
