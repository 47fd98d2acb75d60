package dev.squall.check.convergence;

import dev.squall.check.Meter;
import dev.squall.history.ClientOperation;
import dev.squall.history.EdnWriter;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Timelines of the elements of one set, in the order of the adds' invocations. */
final class SetTimeline {

    /** A read with an element that it must not contain. */
    record Oddity(ClientOperation read, Object element) {}

    private final List<ElementTimeline> elements = new ArrayList<>();
    private final Map<Object, ElementTimeline> byElement = new HashMap<>();
    private Oddity unexpected;
    private Oddity early;
    private Oddity duplicated;

    private SetTimeline() {}

    /**
     * Returns the timelines of the sets of a history, one for each key.
     *
     * @throws HistoryFormatException if an operation is not on a set; the message names the operation
     */
    static List<SetTimeline> of(History history, boolean keyed, Meter meter) {
        Map<Object, List<ClientOperation>> byKey = new LinkedHashMap<>();
        for (ClientOperation operation : ClientOperation.of(history)) {
            if (operation.function().equals("topology")) {
                // A broadcast node is told its neighbours, which changes no set.
                continue;
            }
            if (!SetReads.isAdd(operation) && !operation.function().equals("read")) {
                throw new HistoryFormatException(
                        "operation " + operation.invocation().index() + ": found the function " + operation.function()
                                + ", expected add, broadcast or read on a set");
            }
            Object key = keyed ? keyAndValue(operation).get(0) : null;
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(operation);
        }
        List<SetTimeline> sets = new ArrayList<>();
        byKey.forEach((key, operations) -> sets.add(of(key, operations, keyed, meter)));
        return sets;
    }

    private static List<?> keyAndValue(ClientOperation operation) {
        if (operation.argument() instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw new HistoryFormatException("operation " + operation.invocation().index() + ": found the value "
                + EdnWriter.toEdn(operation.argument()) + ", expected [key value], for the history is checked by key");
    }

    private static SetTimeline of(Object key, List<ClientOperation> operations, boolean keyed, Meter meter) {
        SetTimeline set = new SetTimeline();
        for (ClientOperation operation : operations) {
            if (SetReads.isAdd(operation) && operation.mayHaveHappened()) {
                Object element = keyed ? keyAndValue(operation).get(1) : operation.argument();
                set.byElement.computeIfAbsent(element, e -> {
                    set.elements.add(new ElementTimeline(e, operation));
                    return set.elements.get(set.elements.size() - 1);
                });
            }
        }
        List<ClientOperation> byCompletion = new ArrayList<>(operations);
        byCompletion.removeIf(operation -> !operation.isOk());
        byCompletion.sort(Comparator.comparing(ClientOperation::index));
        for (ClientOperation operation : byCompletion) {
            if (SetReads.isAdd(operation)) {
                Object element = keyed ? keyAndValue(operation).get(1) : operation.argument();
                set.byElement.get(element).acknowledged(operation.completion());
            } else {
                set.read(operation, keyed ? withoutKey(key, operation.result()) : operation.result(), meter);
            }
        }
        return set;
    }

    /** Returns the result of a keyed read without its key, which some recorders omit. */
    private static Object withoutKey(Object key, Object result) {
        boolean hasKey = result instanceof List<?> pair
                && pair.size() == 2
                && Objects.equals(pair.get(0), key)
                && pair.get(1) instanceof Collection<?>;
        return hasKey ? ((List<?>) result).get(1) : result;
    }

    private void read(ClientOperation read, Object result, Meter meter) {
        Set<Object> present = SetReads.elements(result);
        if (present.size() < ((Collection<?>) result).size() && duplicated == null) {
            Set<Object> once = new HashSet<>();
            ((Collection<?>) result)
                    .stream()
                            .filter(element -> !once.add(element))
                            .findFirst()
                            .ifPresent(element -> duplicated = new Oddity(read, element));
        }
        for (Object element : present) {
            ElementTimeline timeline = byElement.get(element);
            if (timeline == null && unexpected == null) {
                unexpected = new Oddity(read, element);
            }
            if (timeline != null && early == null && isBefore(read, timeline)) {
                early = new Oddity(read, element);
            }
        }
        for (ElementTimeline element : elements) {
            meter.step();
            if (isBefore(read, element)) {
                break;
            }
            if (present.contains(element.element())) {
                element.observed(read);
            } else {
                element.missed(read);
            }
        }
    }

    private static boolean isBefore(ClientOperation read, ElementTimeline element) {
        return element.add().invocation().index() > read.completion().index();
    }

    List<ElementTimeline> elements() {
        return elements;
    }

    /** Returns the first read of an element that was never added or whose add failed; null if there is none. */
    Oddity unexpected() {
        return unexpected;
    }

    /** Returns the first read of an element whose first add began after the read completed; null if there is none. */
    Oddity early() {
        return early;
    }

    /** Returns the first read with a duplicate element; null if there is none. */
    Oddity duplicated() {
        return duplicated;
    }
}
