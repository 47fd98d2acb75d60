package dev.squall.history.format;

import dev.squall.history.HistoryBuilder;
import dev.squall.history.HistoryFormatException;

/**
 * Reader of one file format of histories. A reader rejects the text if any line that may be an operation is malformed.
 */
interface HistoryFormat {

    /**
     * History that was read from a text.
     *
     * @param passedOver the number of lines that are not operations, such as lines of other loggers
     */
    record Content(HistoryBuilder.Reading reading, int passedOver) {}

    /** Returns the name of the format, such as {@code Jepsen's EDN}. */
    String format();

    /**
     * Reads a history from a text.
     *
     * @param text UTF-8 without a byte order mark
     * @throws HistoryFormatException if the text is malformed; the message is one sentence that begins with the line
     */
    Content read(byte[] text);
}
