package dev.squall.world;

/** A cluster whose nodes can be paused and resumed. */
public interface Pausable {

    /** Returns true if the node is paused. */
    boolean isPaused(String nodeId);

    /** Pauses a node until {@link #resume}: it neither runs nor receives messages. */
    void pause(String nodeId);

    /** Resumes a paused node, which then receives all messages sent to it during the pause. */
    void resume(String nodeId);
}
