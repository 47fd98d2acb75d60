package dev.squall.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads EDN values one after the other: nil, booleans, numbers, strings, characters, keywords, symbols, vectors, lists,
 * maps, sets and tagged values. Commas are white, {@code ;} begins a comment, {@code #_} discards the next value, and
 * metadata is dropped. Vectors and lists both become unmodifiable lists. Values are in the normal form of {@link
 * Values}, so that {@code equals} compares them as Clojure does. Not thread-safe.
 *
 * <p>The format: <a href="https://github.com/edn-format/edn">edn-format</a>.
 */
public final class EdnReader {

    /** Result of {@link #read()} when no value is left. */
    public static final Object END = new Object() {
        @Override
        public String toString() {
            return "END";
        }
    };

    /** Greatest depth of nested collections; deeper nesting would exhaust the stack. */
    private static final int MAX_DEPTH = 256;

    private static final int SMALL_LONG_MIN = -128;
    private static final Long[] SMALL_LONGS = smallLongs();

    private final EdnScanner scanner;
    private int depth;

    /** Creates a reader of this text. */
    public EdnReader(String text) {
        this(new EdnScanner(text.getBytes(StandardCharsets.UTF_8)));
    }

    EdnReader(EdnScanner scanner) {
        this.scanner = scanner;
    }

    private static Long[] smallLongs() {
        Long[] longs = new Long[1 << 14];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = Long.valueOf(i + SMALL_LONG_MIN);
        }
        return longs;
    }

    /**
     * Returns the next value, or {@link #END}.
     *
     * @throws HistoryFormatException if the next value is not well-formed EDN
     */
    public Object read() {
        return skipToValue() == EdnScanner.END ? END : readValue();
    }

    /** Returns the text after the last value that was read. */
    public String rest() {
        return scanner.rest();
    }

    /** Skips white space, comments and discarded values; returns the next byte, or {@link EdnScanner#END}. */
    int skipToValue() {
        int b = scanner.skipWhite();
        while (b == '#' && scanner.peekSecond() == '_') {
            enter("#_");
            scanner.advance();
            scanner.advance();
            readRequired("the value that #_ discards");
            depth--;
            b = scanner.skipWhite();
        }
        return b;
    }

    /** Returns the next value; fails if no value is left. */
    Object readRequired(String expected) {
        if (skipToValue() == EdnScanner.END) {
            throw scanner.failure(scanner.position(), expected);
        }
        return readValue();
    }

    /** Returns the value that begins at the position. */
    Object readValue() {
        int b = scanner.peek();
        return switch (b) {
            case ':' -> scanner.keyword();
            case '"' -> EdnText.readString(scanner);
            case '\\' -> EdnText.readCharacter(scanner);
            case '[' -> readSequence(']', "the ] of this vector");
            case '(' -> readSequence(')', "the ) of this list");
            case '{' -> readMap();
            case '#' -> readDispatch();
            case '^' -> readWithoutMetadata();
            case '+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> readNumberOrSymbol();
            default -> readSymbol();
        };
    }

    private Object readNumberOrSymbol() {
        int next = scanner.peekSecond();
        boolean sign = scanner.peek() == '+' || scanner.peek() == '-';
        if (sign && (next < '0' || next > '9')) {
            return readSymbol();
        }
        long value = scanner.smallInteger(Long.MIN_VALUE);
        return value == Long.MIN_VALUE ? EdnNumber.read(scanner) : boxed(value);
    }

    static Long boxed(long value) {
        long slot = value - SMALL_LONG_MIN;
        return slot >= 0 && slot < SMALL_LONGS.length ? SMALL_LONGS[(int) slot] : Long.valueOf(value);
    }

    private Object readSymbol() {
        int start = scanner.skipToken();
        if (scanner.position() == start) {
            throw scanner.failure(start, "an EDN value");
        }
        if (scanner.isText(start, "nil")) {
            return null;
        }
        if (scanner.isText(start, "true")) {
            return Boolean.TRUE;
        }
        if (scanner.isText(start, "false")) {
            return Boolean.FALSE;
        }
        return new Symbol(scanner.textFrom(start));
    }

    private List<Object> readSequence(int close, String expected) {
        int start = open();
        List<Object> values = new ArrayList<>(4);
        while (!closed(close, start, expected)) {
            values.add(readValue());
        }
        depth--;
        return Collections.unmodifiableList(values);
    }

    private Map<Object, Object> readMap() {
        int start = open();
        Map<Object, Object> entries = new LinkedHashMap<>();
        while (!closed('}', start, "the } of this map")) {
            int keyStart = scanner.position();
            Object key = readValue();
            if (skipToValue() == '}') {
                throw scanner.failure(scanner.position(), "the value of the key " + EdnWriter.toEdn(key));
            }
            Object value = readRequired("the value of the key " + EdnWriter.toEdn(key));
            if (entries.containsKey(key)) {
                throw scanner.failure(keyStart, "each key of a map once");
            }
            entries.put(key, value);
        }
        depth--;
        return Collections.unmodifiableMap(entries);
    }

    private Set<Object> readSet() {
        int start = open();
        Set<Object> values = new LinkedHashSet<>();
        while (!closed('}', start, "the } of this set")) {
            int valueStart = scanner.position();
            if (!values.add(readValue())) {
                throw scanner.failure(valueStart, "each value of a set once");
            }
        }
        depth--;
        return Collections.unmodifiableSet(values);
    }

    private int open() {
        int start = scanner.position();
        enter("collections");
        scanner.advance();
        return start;
    }

    private void enter(String what) {
        if (++depth > MAX_DEPTH) {
            throw scanner.failure(scanner.position(), "at most " + MAX_DEPTH + " " + what + " inside each other");
        }
    }

    private boolean closed(int close, int start, String expected) {
        int b = skipToValue();
        if (b == EdnScanner.END) {
            throw scanner.unfinished(start, "a collection", expected);
        }
        if (b == close) {
            scanner.advance();
            return true;
        }
        if (b == ']' || b == ')' || b == '}') {
            throw scanner.failure(scanner.position(), expected + ", begun at " + scanner.where(start));
        }
        return false;
    }

    /** Returns the value that begins with a hash: a set, a special number such as {@code ##NaN}, or a tagged value. */
    private Object readDispatch() {
        int start = scanner.position();
        scanner.advance();
        int b = scanner.peek();
        if (b == '{') {
            return readSet();
        }
        if (b == '#') {
            scanner.advance();
            return EdnNumber.readSpecial(scanner);
        }
        if (b == '^') {
            return readWithoutMetadata();
        }
        if (b == ':') {
            return readNamespacedMap(start);
        }
        if (b == '"') {
            return new Tagged(Tagged.REGEX, EdnText.readPattern(scanner));
        }
        int tagStart = scanner.skipToken();
        if (scanner.position() == tagStart) {
            throw scanner.failure(b == EdnScanner.END ? tagStart : start, "a tag such as #inst, or a set");
        }
        String tag = scanner.textFrom(tagStart);
        if (++depth > MAX_DEPTH) {
            throw scanner.failure(start, "at most " + MAX_DEPTH + " tags inside each other");
        }
        Object value = readRequired("the value tagged #" + tag);
        depth--;
        return EdnTag.of(scanner, start, tag, value);
    }

    /** Reads metadata and the value that it describes; returns the value alone. */
    private Object readWithoutMetadata() {
        int start = scanner.position();
        enter("values with metadata");
        scanner.advance();
        Object metadata = readRequired("metadata such as ^{:a 1}");
        Object value = readRequired("a value behind the metadata");
        depth--;
        boolean isMetadata = metadata instanceof Map
                || metadata instanceof Symbol
                || metadata instanceof Keyword
                || metadata instanceof String
                || metadata instanceof List;
        boolean takesMetadata = value instanceof List
                || value instanceof Map
                || value instanceof Set
                || value instanceof Symbol
                || value instanceof Tagged;
        if (!isMetadata || !takesMetadata) {
            throw scanner.failure(start, "metadata of a symbol or a collection, such as ^{:a 1} [2]");
        }
        return value;
    }

    /** Reads a map such as {@code #:a{:b 1}}, which is {@code {:a/b 1}}; the colon is at the position. */
    private Object readNamespacedMap(int start) {
        String namespace = scanner.keyword().name();
        if (scanner.skipWhite() != '{' || namespace.contains("/")) {
            throw scanner.failure(start, "a map with a namespace, such as #:a{:b 1}");
        }
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> entry : readMap().entrySet()) {
            Object key = entry.getKey();
            if (key instanceof Keyword keyword) {
                key = new Keyword(qualified(namespace, keyword.name()));
            } else if (key instanceof Symbol symbol) {
                key = new Symbol(qualified(namespace, symbol.name()));
            }
            if (entries.put(key, entry.getValue()) != null) {
                throw scanner.failure(start, "each key of a map once");
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    private static String qualified(String namespace, String name) {
        return name.startsWith("_/")
                ? name.substring(2)
                : name.contains("/") && name.length() > 1 ? name : namespace + "/" + name;
    }
}
