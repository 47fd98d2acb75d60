package dev.squall.check.totals;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether no append took effect twice (lecture 5.1: a repeated request must not be done again). The history's shape is
 * {@code append} of {@code [key element]} and {@code get}, completed with {@code [key string]}: an element ends with a
 * comma and has no other, no two appends to a key have the same, and nothing else is put there. Other functions are
 * left alone. Takes time linear in what was read. Unknown means that the history has another shape.
 */
public final class AppendsOnce implements Checker {

    private static final String NAME = "appends-once";
    private static final String END_OF_ELEMENT = ",";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verdict check(History history, Budget budget) {
        Map<List<?>, ClientOperation> appends = new LinkedHashMap<>();
        int gets = 0;
        try {
            List<ClientOperation> operations = ClientOperation.of(history);
            for (ClientOperation operation : operations) {
                if (operation.function().equals("append")) {
                    addTo(appends, operation);
                }
            }
            for (ClientOperation operation : operations) {
                if (operation.function().equals("get") && operation.isOk()) {
                    gets++;
                    String repeated =
                            repeatedElement(pair(operation.result(), operation).get(1), operation);
                    if (repeated != null) {
                        return violation(operation, repeated, appends);
                    }
                }
            }
        } catch (HistoryFormatException malformed) {
            return Verdict.unknown(NAME, "cannot be checked: " + malformed.getMessage(), Map.of());
        }
        return Verdict.valid(
                NAME,
                "no get of " + gets + " found one of " + appends.size() + " appends done twice",
                Map.of("gets", gets, "appends", appends.size()));
    }

    private static void addTo(Map<List<?>, ClientOperation> appends, ClientOperation append) {
        List<?> pair = pair(append.argument(), append);
        boolean isElement = pair.get(1) instanceof String element
                && element.indexOf(END_OF_ELEMENT) == element.length() - 1
                && !element.isEmpty();
        if (!isElement) {
            throw unfit(append, "one element that ends with a comma");
        }
        if (appends.putIfAbsent(pair, append) != null) {
            throw unfit(append, "an element that no other append to its key has");
        }
    }

    private static List<?> pair(Object value, ClientOperation operation) {
        if (value instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw unfit(operation, "a pair of a key and a string");
    }

    private static HistoryFormatException unfit(ClientOperation operation, String expected) {
        Object found = operation.function().equals("get") ? operation.result() : operation.argument();
        return new HistoryFormatException("operation " + operation.index() + ", " + operation.function() + ", has "
                + EdnWriter.toEdn(found) + "; expected " + expected);
    }

    private static String repeatedElement(Object read, ClientOperation get) {
        if (!(read instanceof String string)) {
            throw unfit(get, "a pair of a key and a string");
        }
        Set<String> seen = new HashSet<>();
        for (String element : string.split(END_OF_ELEMENT)) {
            if (!seen.add(element)) {
                return element + END_OF_ELEMENT;
            }
        }
        return null;
    }

    private static Verdict violation(ClientOperation get, String element, Map<List<?>, ClientOperation> appends) {
        Object key = ((List<?>) get.result()).get(0);
        ClientOperation append = appends.get(List.of(key, element));
        String who = append == null
                ? "which nobody appended"
                : "which process " + append.process() + " appended once (operation " + append.index() + ")";
        List<Integer> operations = append == null
                ? get.indexes()
                : java.util.stream.Stream.of(append, get)
                        .flatMap(operation -> operation.indexes().stream())
                        .sorted()
                        .toList();
        return Verdict.violation(
                NAME,
                "append-applied-twice",
                "a get of key " + EdnWriter.toEdn(key) + " by process " + get.process() + " (operation " + get.index()
                        + ") found twice the element " + EdnWriter.toEdn(element) + ", " + who,
                operations,
                Map.of("key", key, "element", element));
    }
}
