package dev.squall.world;

/**
 * The harness or its environment failed, not the property under test: exit 255. The message is for the user: what was
 * found, what was expected, what to do.
 */
public final class WorldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WorldException(String message) {
        super(message);
    }

    public WorldException(String message, Throwable cause) {
        super(message, cause);
    }
}
