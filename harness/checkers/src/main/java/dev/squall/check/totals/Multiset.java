package dev.squall.check.totals;

import java.util.LinkedHashMap;
import java.util.Map;

/** Multiset of values, in the order of first occurrence. */
final class Multiset {

    private final Map<Object, Integer> counts = new LinkedHashMap<>();
    private int size;

    void add(Object value) {
        add(value, 1);
    }

    void add(Object value, int times) {
        if (times > 0) {
            counts.merge(value, times, Integer::sum);
            size += times;
        }
    }

    int count(Object value) {
        return counts.getOrDefault(value, 0);
    }

    /** Returns the total number of occurrences. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    Map<Object, Integer> counts() {
        return counts;
    }

    /** Returns this multiset without the occurrences in another one. */
    Multiset minus(Multiset other) {
        Multiset difference = new Multiset();
        counts.forEach((value, times) -> difference.add(value, times - other.count(value)));
        return difference;
    }
}
