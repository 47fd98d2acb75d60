package dev.squall.check.linear.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Monitor for last-in first-out stacks. The monitor repeatedly removes a value that can be added back to every order of
 * the rest.
 * <ul>
 *   <li>A value whose put and take overlap can be put in and taken at one instant, whatever the stack holds.
 *   <li>Values whose zones are separated by an uncovered gap are independent, since the earlier values can be taken
 *       before the gap. So the values form clusters whose zones cover consecutive gaps.
 *   <li>Within a cluster the stack is never empty, so the cluster's first value stays at the bottom until the end. The
 *       put of this value can precede, and its take can follow, all other calls of the cluster. Any value with this
 *       property can be the bottom value, since it can enclose every order of the rest. Removing the bottom value
 *       splits the cluster into smaller ones. If no such value exists, there is no linearization.
 * </ul>
 * A value that can be at the bottom of a cluster can also be at the bottom of any smaller one, so the monitor takes O(n
 * log n). After Lee and Mathur, 2025.
 */
final class StackMonitor {

    /** Cluster: the values at the places {@code [from, to)}, whose zones cover the gaps {@code [begin, end)}. */
    private record Cluster(int from, int to, int begin, int end) {}

    /** Bottom value of a cluster whose zones cover the gaps {@code [begin, end)}. */
    private record Nest(int value, int begin, int end) {}

    private final ContainerCalls stack;

    /** Values that have a zone, in the order of the zones' begins. */
    private final int[] value;

    private final GapTree zones;

    /**
     * Put invocations of remaining values that are not yet known to fit at the bottom. {@code negatedTakeReturned} has
     * the negated take returns of the other remaining values.
     */
    private final MinTree putInvoked;

    private final MinTree negatedTakeReturned;

    /** Bottom values, outer clusters before inner ones. */
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

    /** Returns a linearization of the calls on a stack without a refutation. */
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

    /** Finds the bottom value of every cluster. Returns a refutation if some cluster has no bottom value, else null. */
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

    /** Returns the place of a value that can be at the bottom of the cluster; -1 if there is none. */
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

    /** Returns the rank of the take's return; a value that was not taken counts as taken after the end. */
    private int takeReturned(int place) {
        int v = value[place];
        return stack.take[v] < 0 ? stack.gaps() + 1 : stack.takeReturned[v];
    }

    /** Adds the clusters of the remaining values at the places {@code [from, to)}; all zones end by gap {@code end}. */
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

    /** Returns the first place in a range whose value remains. */
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

    /** Returns the first place in a range whose zone begins at or after a gap. */
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
