package dev.squall.history;

/**
 * Thrown if a history is malformed. The message is one sentence for the user: the place, the text found and the text
 * expected.
 */
public final class HistoryFormatException extends RuntimeException {

    public HistoryFormatException(String message) {
        super(message);
    }
}
