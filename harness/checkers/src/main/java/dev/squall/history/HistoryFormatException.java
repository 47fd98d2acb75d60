package dev.squall.history;

/**
 * A history that cannot be understood. The message is one sentence for the person who owns the history: where, what was
 * found and what was expected.
 */
public final class HistoryFormatException extends RuntimeException {

    public HistoryFormatException(String message) {
        super(message);
    }
}
