package dev.squall.explore;

import dev.squall.generator.Call;
import dev.squall.history.EdnReader;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operations as text, such as {@code c0 write [0 1]}: the client, the function, and the value as EDN. */
public final class CallText {

    private static final Pattern CALL = Pattern.compile("c(\\d{1,6}) +([A-Za-z][A-Za-z0-9_-]*)(?: +(.*))?");
    private static final String EXPECTED = "expected a client, a function and a value, such as 'c0 write [0 1]'";

    private CallText() {}

    /** Returns the text of an operation; {@link #parse} reads it back as an equal operation. */
    public static String write(Call call) {
        return "c" + call.thread() + " " + call.function() + " " + EdnWriter.toEdn(call.value());
    }

    /**
     * Returns the operations of each client, in the order of the texts.
     *
     * @throws IllegalArgumentException if a text is not an operation; the message is one sentence
     */
    public static List<List<Call>> parse(List<String> texts) {
        List<Call> all = texts.stream().map(CallText::parse).toList();
        int clients = all.stream().mapToInt(Call::thread).max().orElse(-1) + 1;
        List<List<Call>> byClient = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int number = client;
            byClient.add(all.stream().filter(call -> call.thread() == number).toList());
        }
        return byClient;
    }

    private static Call parse(String text) {
        Matcher parts = CALL.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("found the operation '" + text + "'; " + EXPECTED);
        }
        return new Call(Integer.parseInt(parts.group(1)), parts.group(2), value(text, parts.group(3)));
    }

    private static Object value(String text, String edn) {
        if (edn == null) {
            return null;
        }
        try {
            EdnReader reader = new EdnReader(edn);
            Object value = reader.read();
            if (value != EdnReader.END && reader.read() == EdnReader.END) {
                return value;
            }
        } catch (HistoryFormatException e) {
            throw new IllegalArgumentException(
                    "found the operation '" + text + "', whose value is not EDN: " + e.getMessage() + "; " + EXPECTED,
                    e);
        }
        throw new IllegalArgumentException("found the operation '" + text + "' with no or several values; " + EXPECTED);
    }
}
