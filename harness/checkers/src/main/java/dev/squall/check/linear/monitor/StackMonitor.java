package dev.squall.check.linear.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Last in, first out, by taking values away that can be put back wherever the rest has an order.
 * <ul>
 *   <li>A value whose calls overlap can be put in and taken at one instant of the overlap, whatever else is in.
 *   <li>Values whose zones do not touch, with a gap between them, have nothing to do with each other: what comes before
 *       the gap can be gone by then. So the values fall into clusters whose zones cover a stretch without a gap.
 *   <li>In a cluster the stack is never empty in between, so its first value stays at the bottom to the end. Its put
 *       can come before, and its take after, everything else of the cluster. It can be any value of which that is true,
 *       for such a value can enclose every order of the rest. Without it, the cluster falls into smaller ones; if there
 *       is no such value, there is no order.
 * </ul>
 * A value that can be first in its cluster can be so in every smaller one, so that all is done in O(n log n). (After
 * Lee and Mathur, 2025.)
 */
final class StackMonitor {

    /** Values, from one place to before another in the order of zones' begins, that cover a stretch of gaps. */
    private record Cluster(int from, int to, int begin, int end) {}

    /** A value that stays below all others from before a gap to behind another. */
    private record Nest(int value, int begin, int end) {}

    private final ContainerCalls stack;

    /** The values with zones, in the order of the begins of these. */
    private final int[] value;

    private final GapTree zones;

    /** The values that are left: those that cannot be first by when they were put in, and, negated, those that can. */
    private final MinTree putInvoked;

    private final MinTree negatedTakeReturned;

    /** The outer ones before those in them. */
    private final List<Nest> nests = new ArrayList<>();

    private StackMonitor(ContainerCalls stack) {
        this.stack = stack;
        int[] begins = IntStream.range(0, stack.size()).map(stack::zoneBegin).toArray();
        this.value = Ranking.by(
                IntStream.range(0, stack.size())
                        .filter(v -> begins[v] < stack.zoneEnd(v))
                        .toArray(),
                begins);
        this.zones = new GapTree(stack.gaps());
        this.putInvoked = new MinTree(value.length);
        this.negatedTakeReturned = new MinTree(value.length);
        for (int place = 0; place < value.length; place++) {
            int v = value[place];
            zones.add(stack.zoneBegin(v), stack.zoneEnd(v), 1);
            putInvoked.set(place, stack.putInvoked[v]);
        }
    }

    static Monitors.Refutation refute(ContainerCalls stack) {
        return new StackMonitor(stack).nest();
    }

    /** Returns the calls on a stack that is not refuted in an order. */
    static List<Integer> order(ContainerCalls stack) {
        StackMonitor monitor = new StackMonitor(stack);
        monitor.nest();
        ContainerOrder order = new ContainerOrder();
        order.placeEmpties(stack);
        for (int v = 0; v < stack.size(); v++) {
            if (stack.zoneBegin(v) >= stack.zoneEnd(v)) {
                order.place(stack.zoneEnd(v), ContainerOrder.Phase.BETWEEN, stack.put[v], stack.take[v]);
            }
        }
        for (Nest nest : monitor.nests) {
            order.place(nest.begin() - 1, ContainerOrder.Phase.PUTS, stack.put[nest.value()]);
        }
        Collections.reverse(monitor.nests);
        for (Nest nest : monitor.nests) {
            if (stack.take[nest.value()] >= 0) {
                order.place(nest.end(), ContainerOrder.Phase.TAKES, stack.take[nest.value()]);
            }
        }
        return order.calls();
    }

    /** Nests all values, or says why that cannot be. */
    private Monitors.Refutation nest() {
        ArrayDeque<Cluster> clusters = new ArrayDeque<>();
        split(0, value.length, stack.gaps(), clusters);
        while (!clusters.isEmpty()) {
            stack.meter.step();
            Cluster cluster = clusters.pop();
            int bottom = bottom(cluster);
            if (bottom < 0) {
                return refutation(cluster);
            }
            negatedTakeReturned.set(bottom, MinTree.ABSENT);
            int v = value[bottom];
            nests.add(new Nest(v, cluster.begin, cluster.end));
            zones.add(stack.zoneBegin(v), stack.zoneEnd(v), -1);
            split(cluster.from, cluster.to, cluster.end, clusters);
        }
        return null;
    }

    /** Returns the place of a value that can stay below all others of the cluster, or -1. */
    private int bottom(Cluster cluster) {
        int first = putInvoked.leastPlace(cluster.from, cluster.to);
        while (putInvoked.get(first) < cluster.begin) {
            putInvoked.set(first, MinTree.ABSENT);
            negatedTakeReturned.set(first, -takeReturned(first));
            first = putInvoked.leastPlace(cluster.from, cluster.to);
        }
        int last = negatedTakeReturned.leastPlace(cluster.from, cluster.to);
        boolean found = negatedTakeReturned.get(last) != MinTree.ABSENT && takeReturned(last) > cluster.end;
        return found ? last : -1;
    }

    /** Returns a value that was not taken can be taken behind everything. */
    private int takeReturned(int place) {
        int v = value[place];
        return stack.take[v] < 0 ? stack.gaps() + 1 : stack.takeReturned[v];
    }

    /** Finds the clusters of the values that are left of a stretch that ends at a gap. */
    private void split(int from, int to, int end, ArrayDeque<Cluster> clusters) {
        int place = next(from, to);
        while (place < to) {
            int begin = stack.zoneBegin(value[place]);
            int uncovered = zones.firstUncovered(begin, end);
            int behind = firstFrom(uncovered, place, to);
            clusters.push(new Cluster(place, behind, begin, uncovered));
            place = next(behind, to);
        }
    }

    /** Returns the first place in a stretch with a value that is left. */
    private int next(int from, int to) {
        int place = from;
        while (place < to && !isLeft(place)) {
            place++;
        }
        return place;
    }

    private boolean isLeft(int place) {
        return putInvoked.get(place) != MinTree.ABSENT || negatedTakeReturned.get(place) != MinTree.ABSENT;
    }

    /** Returns the first place in a stretch whose zone begins at a gap or behind it. */
    private int firstFrom(int gap, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (stack.zoneBegin(value[middle]) < gap) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Monitors.Refutation refutation(Cluster cluster) {
        int last = IntStream.range(cluster.from, cluster.to)
                .filter(this::isLeft)
                .map(place -> stack.take[value[place]])
                .filter(take -> take >= 0)
                .boxed()
                .max(Comparator.comparing(take -> stack.calls.returned()[take]))
                .orElseThrow();
        return new Monitors.Refutation(
                "out-of-order",
                last,
                "the stack was not empty since the first of the values around it was put in, and none of them can have"
                        + " stayed below the others all the time",
                -1);
    }
}
