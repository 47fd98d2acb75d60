package dev.squall.history;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes values as EDN, so that {@link EdnReader} reads equal values back. */
public final class EdnWriter {

    private EdnWriter() {}

    /** Returns the value as EDN text. */
    public static String toEdn(Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    /**
     * Appends the value as EDN text; any integer type and float is accepted and reads back as Long or Double.
     *
     * @throws IllegalArgumentException if EDN has no form for the value's class
     */
    public static void append(StringBuilder out, Object value) {
        if (value == null) {
            out.append("nil");
        } else if (value instanceof Keyword keyword) {
            appendKeyword(out, keyword.name());
        } else if (value instanceof String string) {
            appendString(out, string);
        } else if (value instanceof Number number) {
            appendNumber(out, number);
        } else if (value instanceof Ratio) {
            out.append(value);
        } else if (value instanceof List<?> list) {
            appendAll(out, "[", list, ']');
        } else if (value instanceof Map<?, ?> map) {
            appendMap(out, map);
        } else if (value instanceof Set<?> set) {
            appendAll(out, "#{", set, '}');
        } else if (value instanceof Boolean || value instanceof Symbol) {
            out.append(value);
        } else if (value instanceof Character character) {
            appendCharacter(out, character);
        } else if (value instanceof Tagged tagged) {
            append(out.append('#').append(tagged.tag()).append(' '), tagged.value());
        } else if (value instanceof Instant instant) {
            appendString(out.append("#inst "), EdnTag.textOf(instant));
        } else if (value instanceof UUID uuid) {
            appendString(out.append("#uuid "), uuid.toString());
        } else {
            throw new IllegalArgumentException("found a value of " + value.getClass()
                    + ", expected nil or a boolean, number, string, character, keyword, symbol, list, map, set or tag");
        }
    }

    /** Appends a colon and the name. */
    static void appendKeyword(StringBuilder out, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "found the keyword name '" + name + "', expected letters, digits and marks without white space");
        }
        out.append(':').append(name);
    }

    /** Returns true if the text can be the name of an EDN keyword. */
    static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || ",()[]{}\";\\@^`~".indexOf(c) >= 0) {
                return false;
            }
        }
        return !name.isEmpty() && name.charAt(0) != ':';
    }

    private static void appendNumber(StringBuilder out, Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            out.append(number.longValue());
        } else if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            out.append(
                    Double.isNaN(value)
                            ? "##NaN"
                            : value == Double.POSITIVE_INFINITY
                                    ? "##Inf"
                                    : value == Double.NEGATIVE_INFINITY ? "##-Inf" : Double.toString(value));
        } else if (number instanceof BigInteger) {
            out.append(number).append('N');
        } else if (number instanceof BigDecimal) {
            out.append(number).append('M');
        } else {
            throw new IllegalArgumentException("found a number of " + number.getClass() + ", expected an EDN number");
        }
    }

    private static void appendAll(StringBuilder out, String open, Iterable<?> values, char close) {
        out.append(open);
        String separator = "";
        for (Object value : values) {
            out.append(separator);
            append(out, value);
            separator = " ";
        }
        out.append(close);
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            append(out, entry.getKey());
            out.append(' ');
            append(out, entry.getValue());
            separator = ", ";
        }
        out.append('}');
    }

    static void appendString(StringBuilder out, String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (PlainText.isControl(c) || Character.isSurrogate(c)) {
                        appendHex(out, c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void appendCharacter(StringBuilder out, char c) {
        if (c > ' ' && c < 0x7f) {
            out.append('\\').append(c);
        } else {
            appendHex(out, c);
        }
    }

    private static void appendHex(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
