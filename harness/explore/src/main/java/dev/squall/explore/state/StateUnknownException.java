package dev.squall.explore.state;

/** An object whose state cannot be read. The message names its type, and the field that holds it. */
public final class StateUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StateUnknownException(String message) {
        super(message);
    }
}
