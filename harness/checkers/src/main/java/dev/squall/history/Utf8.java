package dev.squall.history;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Check that bytes are valid UTF-8. Java would replace invalid bytes by one character, which would make different
 * values equal.
 */
public final class Utf8 {

    private static final int CHUNK_CHARS = 1 << 13;

    private Utf8() {}

    /**
     * Checks that bytes are valid UTF-8. Takes O(n).
     *
     * @throws HistoryFormatException if a byte is invalid; the message has line and column of the first such byte
     */
    public static void require(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        if (at == bytes.length) {
            return;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, at, bytes.length - at);
        CharBuffer out = CharBuffer.allocate(CHUNK_CHARS);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            out.clear();
            // An incomplete last character is accepted here; the reader then reports an incomplete operation.
            result = decoder.decode(in, out, false);
        }
        if (result.isError()) {
            throw failure(bytes, in.position());
        }
    }

    private static HistoryFormatException failure(byte[] bytes, int place) {
        String before = new String(bytes, 0, place, StandardCharsets.UTF_8);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new HistoryFormatException(String.format(
                "line %d, column %d: found the byte 0x%02x, which is not UTF-8, expected text in UTF-8",
                line, column, bytes[place] & 0xff));
    }
}
