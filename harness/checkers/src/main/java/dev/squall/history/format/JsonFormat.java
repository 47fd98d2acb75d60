package dev.squall.history.format;

import dev.squall.history.HistoryBuilder;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Operations as JSON objects, in sequence ({@code history.jsonl}) or in one array, with the fields of Jepsen's
 * operations. Type, function and the process {@code nemesis} are strings, with or without Jepsen's colon.
 */
final class JsonFormat implements HistoryFormat {

    private JsonReader reader;
    private HistoryBuilder builder;

    @Override
    public String format() {
        return "JSON";
    }

    @Override
    public Content read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        reader = new JsonReader(text);
        builder = new HistoryBuilder(place -> reader.where(place));
        boolean truncated = false;
        if (reader.take('[')) {
            readArray();
        } else {
            while (reader.peek() != -1 && !truncated) {
                truncated = !readOne(text);
            }
        }
        return new Content(builder.build(truncated), 0);
    }

    private void readArray() {
        while (!reader.take(']')) {
            if (builder.size() > 0 && !reader.take(',')) {
                throw reader.failure(reader.position(), "a comma, or the ] of the history");
            }
            reader.peek();
            int place = reader.position();
            add(reader.read(), place);
        }
        if (reader.peek() != -1) {
            throw reader.failure(reader.position(), "nothing behind the end of the history");
        }
    }

    /** Reads one operation. Returns false if the operation is an incomplete last line. */
    private boolean readOne(String text) {
        int place = reader.position();
        Object value;
        try {
            value = reader.read();
        } catch (HistoryFormatException malformed) {
            if (text.indexOf('\n', place) < 0 && isCut(malformed)) {
                return false;
            }
            throw malformed;
        }
        add(value, place);
        return true;
    }

    private static boolean isCut(HistoryFormatException malformed) {
        return malformed.getMessage().contains("found the end of the text")
                || malformed.getMessage().endsWith("expected a string with its closing quote");
    }

    private void add(Object value, int place) {
        if (!(value instanceof Map<?, ?> map) || value == JsonReader.END) {
            throw reader.failure(place, "an operation such as {\"type\": \"invoke\", \"process\": 0, \"f\": \"read\"}");
        }
        Map<String, Object> extras = new LinkedHashMap<>();
        map.forEach((key, entry) -> extras.put((String) key, entry));
        int process = process(extras.remove("process"), place);
        Operation.Type type = type(extras.remove("type"), place);
        String function = function(extras.remove("f"), process, place);
        Object argument = extras.remove("value");
        long time = whole(extras, "time", Long.MAX_VALUE, place);
        long index = whole(extras, "index", Integer.MAX_VALUE - 1L, place);
        builder.add(
                new Operation(
                        builder.size(), time, type, process, function, argument, extras.isEmpty() ? Map.of() : extras),
                (int) index,
                place);
    }

    private int process(Object name, int place) {
        Object process =
                name instanceof String text && text.replaceFirst("^:", "").equals("nemesis")
                        ? new Keyword("nemesis")
                        : name;
        try {
            return builder.process(process);
        } catch (IllegalArgumentException unfit) {
            throw wrong("process", name, unfit.getMessage(), place);
        }
    }

    private Operation.Type type(Object word, int place) {
        String name = word instanceof String text ? text.replaceFirst("^:", "") : "";
        return switch (name) {
            case "invoke", "ok", "fail", "info" -> Operation.Type.valueOf(name.toUpperCase(Locale.ROOT));
            default -> throw wrong("type", word, "one of invoke, ok, fail and info", place);
        };
    }

    private String function(Object word, int process, int place) {
        String name = word instanceof String text ? text.replaceFirst("^:", "") : "";
        if (word != null && !(word instanceof String) || name.isEmpty() && process >= 0) {
            throw wrong("f", word, "a string such as \"read\"", place);
        }
        return name;
    }

    private long whole(Map<String, Object> fields, String name, long max, int place) {
        Object value = fields.remove(name);
        if (value == null) {
            return -1;
        }
        if (value instanceof Long number && number >= 0 && number <= max) {
            return number;
        }
        throw wrong(name, value, "a whole number from 0", place);
    }

    private HistoryFormatException wrong(String field, Object found, String expected, int place) {
        return new HistoryFormatException(
                reader.where(place) + ": found " + found + " as \"" + field + "\", expected " + expected);
    }
}
