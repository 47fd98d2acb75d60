package dev.squall.check.linear.monitor;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Monitor for priority queues. A value can be taken if and only if the queue holds no smaller value. So the take of a
 * value acts like a call that found the queue of smaller values empty, and larger values do not matter. Each value is
 * checked against the zones of the smaller values. If a value waits for a smaller one, its zone grows to at most the
 * union of the two zones. Takes O(n log n). After Lee and Mathur, 2025, who remove the values from the largest to the
 * smallest.
 *
 * <p>So some order takes each value in its first possible gap and puts the value in as late as possible. Let g be the
 * first gap in which a value could be taken if it were alone, and h the gap in which it is taken. The zones of smaller
 * values cover every gap from g to before h. So outside its zone, a value is in the queue only while a smaller value is
 * in the queue too. In a gap that no zone of smaller values covers, each value has already been taken, or is put in
 * after all takes of the gap at the earliest.
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

    /** Returns a linearization of the calls on a queue without a refutation. */
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

    /**
     * Finds the first gap in which each value can be taken. Returns a value that no gap suits, or -1 if every value has
     * a gap.
     */
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
