package dev.squall.world.realtime;

import java.util.OptionalInt;

/** Handle of one life of a node. All methods are called on the timeline's thread. */
public interface NodeLife {

    /** Queues a line for the node's input; returns false if the queue is full. */
    boolean offer(String line);

    /**
     * Returns true if queued lines can reach the node. Returns false while the node's process is still being started;
     * this time is not charged to the node.
     */
    boolean isReached();

    /** Returns the output of the node since its last line end, as far as it is known. */
    default String unfinishedLine() {
        return "";
    }

    /** Returns the exit code of the node, if it has ended. */
    OptionalInt exitCode();

    /**
     * Stops the node from running; if the harness dies meanwhile, the node is killed.
     *
     * @throws dev.squall.world.WorldException if the node cannot be stopped
     */
    void pause();

    /** Resumes the stopped node. */
    void resume();

    /**
     * Kills the node, and returns when it has ended; its earlier output will still be read.
     *
     * @throws dev.squall.world.WorldException if the node cannot be killed
     */
    void kill();
}
