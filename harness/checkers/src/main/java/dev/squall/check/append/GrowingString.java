package dev.squall.check.append;

import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Linearizability check of the operations on one key.
 *
 * <p>Elements are unique, so the longest string that any get returned gives the order of its appends and of all gets.
 * Acknowledged appends that no get observed come last. Appends of unknown outcome that no get observed are omitted. The
 * resulting order is a linearization if and only if no operation in the order was invoked after a later one had
 * completed.
 */
final class GrowingString {

    static final String END_OF_ELEMENT = ",";

    private record Get(ClientOperation operation, String string) {}

    private final Map<String, ClientOperation> appends = new LinkedHashMap<>();
    private final List<Get> gets = new ArrayList<>();

    /**
     * Adds an append. Callers add appends and gets in the order of their invocations.
     *
     * @return false if an earlier append has the same element
     */
    boolean addAppend(String element, ClientOperation append) {
        return appends.putIfAbsent(element, append) == null;
    }

    void addGet(String string, ClientOperation get) {
        gets.add(new Get(get, string));
    }

    int size() {
        return appends.size() + gets.size();
    }

    /** Returns an anomaly if the operations are not linearizable; null if they are linearizable. */
    Anomaly anomaly() {
        Get longest = null;
        for (Get get : gets) {
            Anomaly repetition = repetition(get);
            if (repetition != null) {
                return repetition;
            }
            longest =
                    longest == null || get.string().length() > longest.string().length() ? get : longest;
        }
        for (Get get : gets) {
            if (!longest.string().startsWith(get.string())) {
                return new Anomaly(
                        "reads-diverge",
                        named(get.operation()) + " and " + named(longest.operation())
                                + " found strings of which neither begins the other",
                        List.of(get.operation(), longest.operation()));
            }
        }
        List<String> elements = longest == null ? List.of() : elements(longest.string());
        for (String element : elements) {
            ClientOperation append = appends.get(element);
            if (append == null || !append.mayHaveHappened()) {
                return new Anomaly(
                        "phantom-append",
                        named(longest.operation()) + " found the element " + EdnWriter.toEdn(element)
                                + (append == null ? ", which nobody appended" : ", whose append had failed"),
                        List.of(longest.operation()));
            }
        }
        return broken(onlyOrder(elements));
    }

    private static List<String> elements(String string) {
        return string.isEmpty()
                ? List.of()
                : List.of(string.substring(0, string.length() - 1).split(END_OF_ELEMENT, -1));
    }

    private Anomaly repetition(Get get) {
        Set<String> seen = new HashSet<>();
        for (String element : elements(get.string())) {
            if (!seen.add(element)) {
                ClientOperation append = appends.get(element);
                return new Anomaly(
                        "append-applied-twice",
                        named(get.operation()) + " found twice the element " + EdnWriter.toEdn(element) + ", which "
                                + (append == null ? "nobody appended" : named(append) + " appended once"),
                        append == null ? List.of(get.operation()) : List.of(append, get.operation()));
            }
        }
        return null;
    }

    private List<ClientOperation> onlyOrder(List<String> elements) {
        // All returned strings are prefixes of one string, so the length identifies each. Gets of equal length are in
        // the order of their invocations.
        Map<Integer, List<ClientOperation>> getsByLength = new HashMap<>();
        for (Get get : gets) {
            getsByLength
                    .computeIfAbsent(get.string().length(), length -> new ArrayList<>())
                    .add(get.operation());
        }
        List<ClientOperation> order = new ArrayList<>(getsByLength.getOrDefault(0, List.of()));
        int length = 0;
        for (String element : elements) {
            order.add(appends.get(element));
            length += element.length() + END_OF_ELEMENT.length();
            order.addAll(getsByLength.getOrDefault(length, List.of()));
        }
        Set<String> seen = Set.copyOf(elements);
        appends.forEach((element, append) -> {
            if (append.isOk() && !seen.contains(element)) {
                order.add(append);
            }
        });
        return order;
    }

    private static Anomaly broken(List<ClientOperation> order) {
        ClientOperation soonest = null;
        for (int i = order.size() - 1; i >= 0; i--) {
            ClientOperation operation = order.get(i);
            if (soonest != null && soonest.precedes(operation)) {
                boolean isGet = operation.function().equals("get");
                return new Anomaly(
                        isGet ? "stale-read" : "real-time-order-broken",
                        named(operation) + " took effect before " + named(soonest)
                                + ", which had completed before it was invoked",
                        List.of(soonest, operation));
            }
            // An append of unknown outcome may have taken effect at any later time.
            boolean isSooner = operation.isOk()
                    && (soonest == null
                            || operation.completion().index()
                                    < soonest.completion().index());
            soonest = isSooner ? operation : soonest;
        }
        return null;
    }

    private static String named(ClientOperation operation) {
        return "the " + operation.function() + " of process " + operation.process() + " (operation " + operation.index()
                + ")";
    }
}
