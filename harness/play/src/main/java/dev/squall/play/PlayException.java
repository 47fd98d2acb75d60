package dev.squall.play;

/** Refusal of a step or a request. The message is one sentence for the person who plays. */
public final class PlayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PlayException(String message) {
        super(message);
    }

    public PlayException(String message, Throwable cause) {
        super(message, cause);
    }
}
