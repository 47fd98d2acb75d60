package dev.squall.check.clock;

import dev.squall.check.journal.Nodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Vector timestamps as arrays, with one column per node name in the order of first use. A missing component is 0. */
final class VectorTimestamps {

    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    VectorTimestamps(Nodes nodes) {
        for (int node = 0; node < nodes.size(); node++) {
            columnOf(nodes.name(node));
        }
    }

    private int columnOf(String name) {
        Integer column = columns.get(name);
        if (column == null) {
            column = names.size();
            columns.put(name, column);
            names.add(name);
        }
        return column;
    }

    long[] of(Map<String, ? extends Number> timestamp) {
        long[] vector = new long[names.size()];
        for (Map.Entry<String, ? extends Number> entry : timestamp.entrySet()) {
            int column = columnOf(entry.getKey());
            if (column >= vector.length) {
                vector = Arrays.copyOf(vector, column + 1);
            }
            vector[column] = entry.getValue().longValue();
        }
        return vector;
    }

    /** Returns true if each component of {@code a} is at most the same component of {@code b}. */
    static boolean isAtMost(long[] a, long[] b) {
        int common = Math.min(a.length, b.length);
        for (int i = 0; i < common; i++) {
            if (a[i] > b[i]) {
                return false;
            }
        }
        for (int i = common; i < a.length; i++) {
            if (a[i] > 0) {
                return false;
            }
        }
        for (int i = common; i < b.length; i++) {
            if (b[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns a text such as {@code {n1=2, n2=5}}, without components that are 0. */
    String words(long[] vector) {
        StringJoiner words = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] != 0) {
                words.add(names.get(i) + "=" + vector[i]);
            }
        }
        return words.toString();
    }
}
