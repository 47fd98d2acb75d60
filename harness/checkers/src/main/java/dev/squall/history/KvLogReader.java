package dev.squall.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads logs of a key-value map: one map a line with {@code :process :type :f :key :value}, as {@link HistoryReader}
 * reads them, and the key put into the value: {@code [key value]}.
 */
public final class KvLogReader {

    private static final String KEY = "key";

    private KvLogReader() {}

    /** Returns true if the text is such a log: its first operation has a {@code :key}. */
    public static boolean recognises(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != '}') {
            end++;
        }
        String first = new String(text, 0, end, StandardCharsets.UTF_8).strip();
        return first.startsWith("{") && first.matches("(?s).*[\\s,{]:key\\s.*");
    }

    /**
     * Returns the history in a file.
     *
     * @throws HistoryFormatException if the file holds no such history; the message says where
     * @throws IOException if the file cannot be read
     */
    public static History read(Path file) throws IOException {
        return parse(Files.readAllBytes(file));
    }

    /** Returns the history in UTF-8 bytes. */
    public static History parse(byte[] text) {
        List<Operation> operations = new ArrayList<>();
        for (Operation operation : HistoryReader.parse(text).operations()) {
            operations.add(operation.isClient() ? withKeyInValue(operation) : operation);
        }
        return History.of(operations);
    }

    private static Operation withKeyInValue(Operation operation) {
        if (!operation.extras().containsKey(KEY)) {
            throw new HistoryFormatException("operation " + operation.index() + ": found no :key, expected one in each"
                    + " operation of a log of a key-value map");
        }
        Map<String, Object> extras = new LinkedHashMap<>(operation.extras());
        Object key = extras.remove(KEY);
        List<Object> value = new ArrayList<>(2);
        value.add(key);
        value.add(operation.value());
        return new Operation(
                operation.index(),
                operation.timeNanos(),
                operation.type(),
                operation.process(),
                operation.function(),
                Collections.unmodifiableList(value),
                extras.isEmpty() ? Map.of() : Collections.unmodifiableMap(extras));
    }
}
