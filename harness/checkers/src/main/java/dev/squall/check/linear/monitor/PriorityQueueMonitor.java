package dev.squall.check.linear.monitor;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Smallest first. A value can be taken exactly when no smaller one is in. So to the smaller values its take is one that
 * finds the queue empty, and to the larger ones its presence does not matter. Each value is judged by the zones of the
 * smaller ones. That a value may have to wait for a smaller one does not make its zone longer than the two are
 * together. Takes O(n log n). After Lee and Mathur, 2025, who take the values away from the largest to the smallest.
 *
 * <p>So there is an order in which each value is taken in the first gap in which it can be, and is put in as late as
 * possible. Consider the first gap in which a value could be taken if it were alone, and the gap in which it is taken.
 * The zones of smaller values cover every gap from the former to the latter. So a value is in, outside of its zone,
 * only where a smaller one is. In a gap that no zone of smaller values covers, each value is either taken by then or
 * put in there at the earliest, behind all takes.
 */
final class PriorityQueueMonitor {

    private static final int NONE = -1;

    private PriorityQueueMonitor() {}

    static Monitors.Refutation refute(ContainerCalls queue) {
        int[] takeGap = new int[queue.size()];
        int refuted = takeAscending(queue, takeGap);
        return refuted == NONE
                ? null
                : new Monitors.Refutation(
                        "out-of-order", queue.take[refuted], "at every moment of it a smaller value was in", NONE);
    }

    /** Returns the calls on a queue that is not refuted in an order. */
    static List<Integer> order(ContainerCalls queue) {
        int[] takeGap = new int[queue.size()];
        takeAscending(queue, takeGap);
        ContainerOrder order = new ContainerOrder();
        order.placeEmpties(queue);
        for (int v : ascending(queue)) {
            int putGap = queue.zoneBegin(v) - 1;
            if (queue.take[v] == NONE) {
                order.place(putGap, ContainerOrder.Phase.PUTS, queue.put[v]);
            } else if (putGap < takeGap[v]) {
                order.place(putGap, ContainerOrder.Phase.PUTS, queue.put[v]);
                order.place(takeGap[v], ContainerOrder.Phase.TAKES, queue.take[v]);
            } else {
                order.place(takeGap[v], ContainerOrder.Phase.TAKES, queue.put[v], queue.take[v]);
            }
        }
        return order.calls();
    }

    /** Finds the first gap in which each value can be taken; answers a value for which there is none, or -1. */
    private static int takeAscending(ContainerCalls queue, int[] takeGap) {
        GapTree smaller = new GapTree(queue.gaps());
        for (int v : ascending(queue)) {
            queue.meter.step();
            if (queue.take[v] != NONE) {
                takeGap[v] = smaller.firstUncovered(queue.zoneEnd(v), queue.takeReturned[v]);
                if (takeGap[v] == queue.takeReturned[v]) {
                    return v;
                }
            }
            if (queue.zoneBegin(v) < queue.zoneEnd(v)) {
                smaller.add(queue.zoneBegin(v), queue.zoneEnd(v), 1);
            }
        }
        return NONE;
    }

    private static int[] ascending(ContainerCalls queue) {
        return IntStream.range(0, queue.size())
                .boxed()
                .sorted(Comparator.comparing(v -> (Long) queue.value(v)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
