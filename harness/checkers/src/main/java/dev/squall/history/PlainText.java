package dev.squall.history;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Escapes text for a terminal, so that no text from a history, a node or a file name can control the terminal. Control
 * characters and marks of bidirectional text appear as {@code \}{@code uXXXX}, as in JSON.
 */
public final class PlainText {

    /**
     * Control sequence that erases the terminal's current line. {@link #writer} passes this object unescaped, but no
     * equal text.
     */
    public static final String ERASE_LINE = "\r\u001b[K";

    private PlainText() {}

    /** Returns true if a character can control a terminal: a control character or a mark of bidirectional text. */
    static boolean isControl(char c) {
        return c < ' '
                || c >= 0x7f && c < 0xa0
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069
                || c == 0xfeff;
    }

    /** Returns the text on one line, with all control characters escaped. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            put(out, text.charAt(i), isControl(text.charAt(i)));
        }
        return out.toString();
    }

    /** Returns a writer that escapes all control characters except line ends and tabs. */
    public static Writer writer(Writer out) {
        return new FilterWriter(out) {
            @Override
            public void write(int c) throws IOException {
                write(new char[] {(char) c}, 0, 1);
            }

            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                write(new String(text, offset, length), 0, length);
            }

            @Override
            public void write(String text, int offset, int length) throws IOException {
                if (text == ERASE_LINE) {
                    out.write(text);
                    return;
                }
                StringBuilder plain = new StringBuilder(length);
                for (int i = offset; i < offset + length; i++) {
                    char c = text.charAt(i);
                    boolean isWhite = c == '\t' || c == '\n' || c == '\r' && text.startsWith("\n", i + 1);
                    put(plain, c, isControl(c) && !isWhite);
                }
                out.write(plain.toString());
            }
        };
    }

    private static void put(StringBuilder out, char c, boolean isEscaped) {
        if (isEscaped) {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
