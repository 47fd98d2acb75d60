package dev.squall.world.server;

/** Reaction of the harness to a server that ends by itself. */
public enum AfterEnd {
    /** Starts the server again, and records the end. */
    RESTART,
    /** Leaves the server down, and records the end; clients of the node are not served again. */
    LEAVE_DOWN,
    /** Starts the server again, and judges the end a violation. */
    VIOLATION
}
