package dev.squall.check.linear.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The linearizations of the parts of one object, made into one. In each part's order an operation can take effect as
 * soon as it and all before it have begun, which is before it ends. At these instants the parts go together: the order
 * in each part stays, and an operation that ended before another began comes before it (Herlihy and Wing, 1990).
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
