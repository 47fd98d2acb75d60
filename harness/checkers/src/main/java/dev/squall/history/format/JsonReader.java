package dev.squall.history.format;

import dev.squall.history.HistoryFormatException;
import dev.squall.history.Values;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a sequence of JSON values (RFC 8259) as EDN data: arrays become lists, objects become maps with string keys.
 * Rejects duplicate keys and numbers beyond the range of a double, which JSON leaves undefined.
 */
final class JsonReader {

    /** Result of {@link #read()} when no value is left. */
    static final Object END = new Object();

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int MAX_DEPTH = 256;
    private static final int MAX_DIGITS = 4_096;
    private static final int MAX_QUOTED = 24;

    private final String text;
    private int position;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    /** Skips white space and returns the next character without consuming it; -1 at the end. */
    int peek() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : -1;
    }

    /** Consumes the given character and returns true if it is the next one; otherwise returns false. */
    boolean take(char c) {
        if (peek() == c) {
            position++;
            return true;
        }
        return false;
    }

    /** Returns the next value, or {@link #END}. */
    Object read() {
        return peek() == -1 ? END : value();
    }

    private Object value() {
        int start = position;
        switch (peek()) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            case -1:
                throw failure(position, "a value");
            default:
        }
        Matcher number = NUMBER.matcher(text).region(position, text.length());
        if (number.lookingAt()) {
            position = number.end();
            return number(number, start);
        }
        for (String word : List.of("null", "true", "false")) {
            if (text.startsWith(word, position)) {
                position += word.length();
                return word.equals("null") ? null : (Object) word.equals("true");
            }
        }
        throw failure(position, "a JSON value");
    }

    private Object number(Matcher number, int start) {
        if (number.end() - number.start() > MAX_DIGITS) {
            throw failure(start, "a number of at most " + MAX_DIGITS + " digits");
        }
        if (number.group(1) == null && number.group(2) == null) {
            return Values.normal(new BigInteger(number.group()));
        }
        double value = Double.parseDouble(number.group());
        if (Double.isInfinite(value)) {
            throw failure(number.start(), "a number within the range of a double");
        }
        return Values.normal(value);
    }

    private Map<Object, Object> object() {
        enter();
        Map<Object, Object> entries = new LinkedHashMap<>();
        while (!take('}')) {
            requireComma(entries.isEmpty(), "the } of this object");
            if (peek() != '"') {
                throw failure(position, "a key in quotes");
            }
            int place = position;
            String key = string();
            if (!take(':')) {
                throw failure(position, "a colon behind the key");
            }
            if (entries.containsKey(key)) {
                throw failure(place, "each key of an object once");
            }
            entries.put(key, value());
        }
        depth--;
        return Collections.unmodifiableMap(entries);
    }

    private List<Object> array() {
        enter();
        List<Object> values = new ArrayList<>();
        while (!take(']')) {
            requireComma(values.isEmpty(), "the ] of this array");
            values.add(value());
        }
        depth--;
        return Collections.unmodifiableList(values);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw failure(position, "at most " + MAX_DEPTH + " collections inside each other");
        }
        position++;
    }

    private void requireComma(boolean isFirst, String end) {
        if (!isFirst && !take(',')) {
            throw failure(position, "a comma, or " + end);
        }
        if (peek() == ']' || peek() == '}') {
            throw failure(position, "a value behind the comma");
        }
    }

    private String string() {
        int open = position++;
        StringBuilder out = new StringBuilder();
        while (true) {
            if (position >= text.length()) {
                throw failure(open, "a string with its closing quote");
            }
            char c = text.charAt(position++);
            if (c == '"') {
                return out.toString();
            }
            if (c < ' ') {
                throw failure(position - 1, "no control character in a string");
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = position < text.length() ? text.charAt(position++) : 0;
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0 && c != 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (c == 'u' && text.length() - position >= 4) {
            String hex = text.substring(position, position + 4);
            if (hex.matches("[0-9a-fA-F]{4}")) {
                position += 4;
                return (char) Integer.parseInt(hex, 16);
            }
        }
        throw failure(position - 1, "an escape of JSON such as \\n or \\u0041");
    }

    /**
     * Returns the exception for an error at a place. The exception's message has line and column from 1, the text found
     * and the text expected.
     */
    HistoryFormatException failure(int place, String expected) {
        int end = place;
        while (end < text.length() && end - place < MAX_QUOTED && " \n\r\t,}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        end = end == place && place < text.length() ? place + 1 : end;
        String found = place >= text.length() ? "the end of the text" : "'" + text.substring(place, end) + "'";
        return new HistoryFormatException(where(place) + ": found " + found + ", expected " + expected);
    }

    /** Returns the place in words, such as {@code line 3, column 14}. */
    String where(int place) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(place, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "line " + line + ", column " + (Math.min(place, text.length()) - lineStart + 1);
    }
}
