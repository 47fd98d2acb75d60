package dev.squall.check.append;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Linearizability of append-only strings (lectures 5.1 and 7.2). Each append takes effect once, at an instant between
 * its invocation and its completion. Each get returns the string at an instant between its invocation and its
 * completion.
 *
 * <p>The history's shape is {@code append} of {@code [key element]} and {@code get}, completed with {@code [key
 * string]}. An element contains one comma, at its end, and all elements appended to a key differ. Other functions are
 * ignored. The check is exact and takes time linear in the strings appended and read. The verdict is unknown if the
 * history has another shape.
 */
public final class LinearizableAppends implements Checker {

    private static final String NAME = "linearizable-appends";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("get");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Map<Object, GrowingString> strings;
        try {
            strings = stringsOf(history);
        } catch (HistoryFormatException malformed) {
            return Verdict.unknown(NAME, "cannot be checked: " + malformed.getMessage(), Map.of());
        }
        int operations = 0;
        for (Map.Entry<Object, GrowingString> entry : strings.entrySet()) {
            operations += entry.getValue().size();
            Anomaly anomaly = entry.getValue().anomaly();
            if (anomaly != null) {
                return violation(entry.getKey(), anomaly);
            }
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("keys", strings.size());
        details.put("operations", operations);
        return Verdict.valid(
                NAME, operations + " operations on " + strings.size() + " keys have a linearization", details);
    }

    private static Verdict violation(Object key, Anomaly anomaly) {
        List<Integer> operations = anomaly.operations().stream()
                .flatMap(operation -> operation.indexes().stream())
                .sorted()
                .toList();
        return Verdict.violation(
                NAME,
                anomaly.name(),
                "key " + EdnWriter.toEdn(key) + ": " + anomaly.words(),
                operations,
                Map.of("key", EdnWriter.toEdn(key)));
    }

    private static Map<Object, GrowingString> stringsOf(History history) {
        Map<Object, GrowingString> strings = new LinkedHashMap<>();
        for (ClientOperation operation : ClientOperation.of(history)) {
            if (operation.function().equals("append")) {
                List<?> pair = pair(operation.argument(), operation);
                String element = element(pair.get(1), operation);
                if (!stringOf(strings, pair.get(0)).addAppend(element, operation)) {
                    throw unfit(operation, pair, "an element that no other append to its key has");
                }
            } else if (operation.function().equals("get") && operation.isOk()) {
                List<?> pair = pair(operation.result(), operation);
                if (!(pair.get(1) instanceof String string)
                        || !string.isEmpty() && !string.endsWith(GrowingString.END_OF_ELEMENT)) {
                    throw unfit(operation, pair, "elements that end with commas");
                }
                stringOf(strings, pair.get(0)).addGet(string, operation);
            }
        }
        return strings;
    }

    private static GrowingString stringOf(Map<Object, GrowingString> strings, Object key) {
        return strings.computeIfAbsent(key, k -> new GrowingString());
    }

    private static List<?> pair(Object value, ClientOperation operation) {
        if (value instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw unfit(operation, value, "a pair of a key and a string");
    }

    /** Returns the element without its comma. */
    private static String element(Object value, ClientOperation append) {
        if (value instanceof String string
                && !string.isEmpty()
                && string.indexOf(GrowingString.END_OF_ELEMENT) == string.length() - 1) {
            return string.substring(0, string.length() - 1);
        }
        throw unfit(append, append.argument(), "one element that ends with a comma");
    }

    private static HistoryFormatException unfit(ClientOperation operation, Object found, String expected) {
        return new HistoryFormatException("operation " + operation.index() + ", " + operation.function() + ", has "
                + EdnWriter.toEdn(found) + "; expected " + expected);
    }
}
