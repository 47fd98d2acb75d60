package dev.squall.history.format;

import dev.squall.history.HistoryBuilder;
import dev.squall.history.HistoryFormatException;

/**
 * One format in which histories are stored. It understands every line that may be an operation, or it refuses the text.
 */
interface HistoryFormat {

    /**
     * History in a text.
     *
     * @param passedOver lines that are no operations, such as those of other loggers
     */
    record Content(HistoryBuilder.Reading reading, int passedOver) {}

    /** Returns the name of the format, such as {@code Jepsen's EDN}. */
    String format();

    /**
     * Reads the history.
     *
     * @param text UTF-8 without a byte order mark
     * @throws HistoryFormatException if anything in the text is not understood; the message is one sentence that begins
     *     with the line
     */
    Content read(byte[] text);
}
