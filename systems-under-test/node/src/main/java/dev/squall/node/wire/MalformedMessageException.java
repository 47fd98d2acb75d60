package dev.squall.node.wire;

/**
 * Failure to decode a message or a record. The exception's message quotes the text found and states the text expected.
 */
public final class MalformedMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int QUOTED_CHARS_MAX = 200;

    MalformedMessageException(String text, String found, String expected) {
        super(found + " in " + quote(text) + ": expected " + expected);
    }

    /**
     * Returns {@code text} in quotation marks, on one line, with control characters escaped, shortened if it is long.
     */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int shown = Math.min(text.length(), QUOTED_CHARS_MAX);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        quoted.append('\'');
        return shown == text.length() ? quoted.toString() : quoted + "... (" + text.length() + " characters)";
    }
}
