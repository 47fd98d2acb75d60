package dev.squall.history;

/**
 * A history that cannot be understood. The message is one sentence for the person who owns the history: where, what was
 * found and what was expected.
 */
public final class HistoryFormatException extends RuntimeException {

    private final boolean atEnd;

    public HistoryFormatException(String message) {
        this(message, false);
    }

    HistoryFormatException(String message, boolean atEnd) {
        super(message);
        this.atEnd = atEnd;
    }

    /** Whether the text ended where more was expected, as when its writer was killed. */
    public boolean atEnd() {
        return atEnd;
    }
}
