package dev.squall.world.simulated;

/**
 * Thrown inside a node's handler to kill the node in the middle of the handler. A power failure is an {@link Error}, so
 * that no node catches it like an exception.
 */
final class PowerFailure extends Error {

    private static final long serialVersionUID = 1L;

    PowerFailure() {
        super("the node is killed here", null, false, false);
    }
}
