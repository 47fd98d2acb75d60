package dev.squall.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lexical scanner of EDN in UTF-8: skips white space, reads tokens, and names places as line and column. Lines and
 * columns are counted only when an error message needs them. Recurring keywords are interned, so that they cost no
 * allocation.
 */
final class EdnScanner {

    /** Result of {@link #peek()} at the end of the text. */
    static final int END = -1;

    private static final int MAX_QUOTED = 24;

    /** Largest number of bytes that follow the first one of a character. */
    private static final int MAX_CONTINUATION = 3;

    private static final int KEYWORD_SLOTS = 1 << 12;
    private static final boolean[] TOKEN_BYTES = tokenBytes();

    private final byte[] bytes;
    private final int end;
    private final Keyword[] keywords = new Keyword[KEYWORD_SLOTS];
    private final byte[][] keywordBytes = new byte[KEYWORD_SLOTS][];
    private int position;

    EdnScanner(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    private static boolean[] tokenBytes() {
        boolean[] token = new boolean[256];
        Arrays.fill(token, true);
        Arrays.fill(token, 0, ' ' + 1, false);
        for (char c : ",()[]{}\";\\@^`~".toCharArray()) {
            token[c] = false;
        }
        return token;
    }

    int position() {
        return position;
    }

    /** Returns the byte at the position, or {@link #END}. */
    int peek() {
        return position < end ? bytes[position] & 0xff : END;
    }

    /** Returns the byte after the one at the position, or {@link #END}. */
    int peekSecond() {
        return position + 1 < end ? bytes[position + 1] & 0xff : END;
    }

    void advance() {
        position++;
    }

    /** Skips white space, commas and comments; returns the next byte, or {@link #END}. */
    int skipWhite() {
        while (position < end) {
            int b = bytes[position] & 0xff;
            if (b == ';') {
                skipLine();
            } else if (b > ' ' && b != ',') {
                return b;
            } else {
                position++;
            }
        }
        return END;
    }

    private void skipLine() {
        while (position < end && bytes[position] != '\n') {
            position++;
        }
    }

    /** Skips the token at the position, which may be empty, and returns the token's start. */
    int skipToken() {
        int start = position;
        while (position < end && TOKEN_BYTES[bytes[position] & 0xff]) {
            position++;
        }
        return start;
    }

    /** Returns the text between a start and the current position. */
    String textFrom(int start) {
        return new String(bytes, start, position - start, StandardCharsets.UTF_8);
    }

    /** Returns the text between the current position and the end. */
    String rest() {
        return new String(bytes, position, end - position, StandardCharsets.UTF_8);
    }

    /** Returns the keyword at the position, whose byte is a colon. */
    Keyword keyword() {
        position++;
        int start = position;
        int hash = 0;
        while (position < end && TOKEN_BYTES[bytes[position] & 0xff]) {
            hash = 31 * hash + bytes[position++];
        }
        if (position == start || bytes[start] == ':') {
            throw failure(start - 1, "a keyword such as :read");
        }
        int slot = (hash ^ hash >>> 15) & KEYWORD_SLOTS - 1;
        byte[] known = keywordBytes[slot];
        if (known != null && Arrays.equals(known, 0, known.length, bytes, start, position)) {
            return keywords[slot];
        }
        keywordBytes[slot] = Arrays.copyOfRange(bytes, start, position);
        keywords[slot] = new Keyword(textFrom(start));
        return keywords[slot];
    }

    /**
     * Returns the length in bytes of the vector at the position, or 0 if the vector is not flat or longer than {@code
     * max}. A flat vector contains only tokens and spaces.
     */
    int flatVectorBytes(int max) {
        int bound = Math.min(end, position + max);
        int at = position + 1;
        while (at < bound && (TOKEN_BYTES[bytes[at] & 0xff] && bytes[at] != '#' || bytes[at] == ' ')) {
            at++;
        }
        return at < bound && bytes[at] == ']' ? at + 1 - position : 0;
    }

    int hashFrom(int start, int length) {
        int hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Returns true if two parts of the text that have the same length are equal. */
    boolean isSame(int start, int other, int length) {
        return Arrays.equals(bytes, start, start + length, bytes, other, other + length);
    }

    /** Advances the position by a number of bytes. */
    void advance(int length) {
        position += length;
    }

    /** Returns true if the text between a start and the current position equals the given text. */
    boolean isText(int start, String text) {
        if (position - start != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads the token at the position as a decimal integer of 1 to 18 digits. Returns {@code otherwise}, without
     * advancing, if the token is anything else.
     */
    long smallInteger(long otherwise) {
        int at = position;
        boolean negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - first < 18) {
            value = value * 10 + (bytes[at++] - '0');
        }
        boolean leadingZero = at - first > 1 && bytes[first] == '0';
        if (at == first || leadingZero || at < end && TOKEN_BYTES[bytes[at] & 0xff]) {
            return otherwise;
        }
        position = at;
        return negative ? -value : value;
    }

    /**
     * Returns the exception for an error at a place. The exception's message has line and column from 1, the text found
     * and the text expected.
     */
    HistoryFormatException failure(int place, String expected) {
        String found = place >= end ? "the end of the text" : quoted(place);
        return new HistoryFormatException(where(place) + ": found " + found + ", expected " + expected);
    }

    /** Returns the exception for a text that ends inside a value; the value begins at {@code place}. */
    HistoryFormatException unfinished(int place, String what, String expected) {
        return new HistoryFormatException(
                where(place) + ": found " + what + " that the end of the text cuts short, expected " + expected);
    }

    /** Returns the place in words, such as {@code line 3, column 14}. */
    String where(int place) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(place, end); i++) {
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int column =
                new String(bytes, lineStart, Math.min(place, end) - lineStart, StandardCharsets.UTF_8).length() + 1;
        return "line " + line + ", column " + column;
    }

    /** Returns true if the text has a line end at or after a place. */
    boolean lineEndsAfter(int place) {
        for (int i = place; i < end; i++) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private String quoted(int place) {
        int last = place + 1;
        while (last < end && last - place < MAX_QUOTED && TOKEN_BYTES[bytes[last] & 0xff]) {
            last++;
        }
        while (last < end && last - place < MAX_QUOTED + MAX_CONTINUATION && (bytes[last] & 0xc0) == 0x80) {
            last++;
        }
        return "'" + new String(bytes, place, last - place, StandardCharsets.UTF_8) + "'";
    }
}
