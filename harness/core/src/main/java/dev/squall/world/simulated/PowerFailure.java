package dev.squall.world.simulated;

/**
 * Unwinds the handler of a node that is killed in the middle of it. An error, so that no node takes it for something
 * that it could handle.
 */
final class PowerFailure extends Error {

    private static final long serialVersionUID = 1L;

    PowerFailure() {
        super("the node is killed here", null, false, false);
    }
}
