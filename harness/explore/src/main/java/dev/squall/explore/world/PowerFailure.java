package dev.squall.explore.world;

/** Thrown inside a node's handler to crash the node when it is about to sync. */
final class PowerFailure extends Error {

    private static final long serialVersionUID = 1L;

    PowerFailure() {
        super("the node crashes here", null, false, false);
    }
}
