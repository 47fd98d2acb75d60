package dev.squall.check.transaction.read;

import dev.squall.check.transaction.model.TransactionHistory;
import dev.squall.check.transaction.model.TransactionHistoryBuilder;
import dev.squall.history.EdnWriter;
import dev.squall.history.HistoryFormatException;
import dev.squall.history.Values;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Translation of sets to their elements: every element of a set is an item of its own, absent until it is added. So an
 * add is one write, and a read of a set is a read of every element that occurs anywhere in the history. The translation
 * is exact, since adds of different elements commute. It has at most (reads of a set) times (elements of the set)
 * operations.
 */
final class SetElements {

    /** Operations beyond which a history is refused: 13 bytes each are about 1.3 GB. */
    private static final long MAX_OPERATIONS = 100_000_000;

    private final Map<Object, Set<Object>> elements = new LinkedHashMap<>();
    private final Map<Object, Set<Object>> added = new LinkedHashMap<>();
    private long operations;

    /** Notes the element of an add. */
    void noteAdd(Object key, Object element, int index) {
        if (element == null) {
            throw new HistoryFormatException("operation " + index + ": found an add of nil, expected an element");
        }
        Object normal = Values.normal(element);
        if (!added.computeIfAbsent(Values.normal(key), k -> new LinkedHashSet<>())
                .add(normal)) {
            throw new HistoryFormatException("operation " + index + ": found a second add of "
                    + EdnWriter.toEdn(element) + " to " + EdnWriter.toEdn(key) + ", expected distinct elements a set");
        }
        of(key).add(normal);
    }

    /** Notes the result of a read. */
    void noteRead(Object key, Object result, int index) {
        for (Object element : elements(result, index)) {
            of(key).add(Values.normal(element));
        }
    }

    private Set<Object> of(Object key) {
        return elements.computeIfAbsent(Values.normal(key), k -> new LinkedHashSet<>());
    }

    /** Adds the write of one element. */
    void write(TransactionHistoryBuilder builder, Object key, Object element) {
        Object normal = Values.normal(element);
        builder.write(item(builder, key, normal), builder.value(normal));
    }

    /** Adds the reads of all elements of a set. */
    void read(TransactionHistoryBuilder builder, Object key, Object result, int index) {
        Set<Object> present = new LinkedHashSet<>();
        elements(result, index).forEach(element -> present.add(Values.normal(element)));
        operations += of(key).size();
        if (operations > MAX_OPERATIONS) {
            throw new HistoryFormatException("operation " + index + ": found more than " + MAX_OPERATIONS
                    + " reads of elements, expected fewer elements a set or fewer reads");
        }
        int offset = 0;
        for (Object element : of(key)) {
            int value = present.contains(element) ? builder.value(element) : TransactionHistory.NIL;
            builder.readElement(item(builder, key, element), value, offset++);
        }
    }

    private static int item(TransactionHistoryBuilder builder, Object key, Object element) {
        return builder.key((Object) Arrays.asList(Values.normal(key), element));
    }

    private static Collection<?> elements(Object result, int index) {
        if (result == null) {
            return List.of();
        }
        // JSON histories have sets as arrays.
        if (result instanceof Set<?> || result instanceof List<?>) {
            Collection<?> found = (Collection<?>) result;
            if (found.stream().allMatch(Objects::nonNull) && new LinkedHashSet<>(found).size() == found.size()) {
                return found;
            }
        }
        throw new HistoryFormatException("operation " + index + ": found the read of " + EdnWriter.toEdn(result)
                + " from a set, expected a set of distinct elements or nil");
    }
}
