package dev.squall.world;

/**
 * Failure of the harness or its environment, not of the property under test; the exit code is 255. The message of the
 * exception tells the user the problem, the expected state and the remedy.
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
