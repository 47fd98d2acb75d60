package dev.squall.check.linear.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Merge of the linearizations of an object's parts into one linearization. In each part's order, an operation takes
 * effect as soon as it and all its predecessors have begun, which is before it ends. Sorted by these instants, the
 * operations keep the order of each part and the real-time order (Herlihy and Wing, 1990).
 */
final class PartOrders {

    private record Placed(int instant, int invocation) {}

    private final List<Placed> all = new ArrayList<>();

    /** Adds a part's order, by the indexes of the invocations. */
    void add(List<Integer> invocations) {
        int instant = 0;
        for (int invocation : invocations) {
            instant = Math.max(instant, invocation);
            all.add(new Placed(instant, invocation));
        }
    }

    List<Integer> merged() {
        all.sort(Comparator.comparingInt(Placed::instant));
        return all.stream().map(Placed::invocation).toList();
    }
}
