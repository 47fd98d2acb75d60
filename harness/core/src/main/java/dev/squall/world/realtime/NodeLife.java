package dev.squall.world.realtime;

import java.util.OptionalInt;

/** Handle of one life of a node. Called on the timeline's thread. */
public interface NodeLife {

    /** Hands over a line for the node's input, or answers false if too many wait. */
    boolean offer(String line);

    /**
     * Returns true if lines that are handed over reach the node. Until then it is still being started, and that time is
     * not its own.
     */
    boolean isReached();

    /** Its exit code, if it has ended. */
    OptionalInt exitCode();

    /**
     * Stops it from running; should the harness die meanwhile, so does it.
     *
     * @throws dev.squall.world.WorldException if it runs on
     */
    void pause();

    /** Lets it go on. */
    void resume();

    /**
     * Ends it at once and returns when it is gone; what it has written will still be read.
     *
     * @throws dev.squall.world.WorldException if it lives on
     */
    void kill();
}
