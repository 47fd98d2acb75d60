package dev.squall.history;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Text for a terminal in which nothing from a history, a node or a file name can act on the terminal. Control
 * characters and those that change the direction of writing appear as {@code \}{@code uXXXX}, which is also JSON's form
 * for them.
 */
public final class PlainText {

    /** Erases the line of a terminal that was written last. Writers let this object pass, and no equal text. */
    public static final String ERASE_LINE = "\r\u001b[K";

    private PlainText() {}

    /** Returns true if a character acts on a terminal: a control, or a mark of bidirectional text. */
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

    /** Returns the text on one line, with all controls in visible form. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            put(out, text.charAt(i), isControl(text.charAt(i)));
        }
        return out.toString();
    }

    /** Returns a writer that puts all controls into visible form, except line ends and tabs. */
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
