package dev.squall.check.linear;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Smallest first. A value can be taken exactly when no smaller one is in. So to the smaller values its take is one that
 * finds the queue empty, and to the larger ones its presence does not matter: each value is judged by the zones of the
 * smaller ones. That a value may have to wait for a smaller one does not make its zone longer than the two are
 * together. Takes O(n log n). (After Lee and Mathur, 2025, who take the values away from the largest to the smallest.)
 */
final class PriorityQueueMonitor {

    private static final int NONE = -1;

    private PriorityQueueMonitor() {}

    static Monitors.Refutation refute(ContainerCalls queue) {
        GapTree smaller = new GapTree(queue.gaps());
        int[] ascending = IntStream.range(0, queue.size())
                .boxed()
                .sorted(Comparator.comparing(v -> (Long) queue.value(v)))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int v : ascending) {
            if (queue.take[v] != NONE) {
                int from = Math.max(queue.putInvoked[v], queue.takeInvoked[v]);
                if (smaller.firstUncovered(from, queue.takeReturned[v]) == queue.takeReturned[v]) {
                    return new Monitors.Refutation(
                            "out-of-order", queue.take[v], "at every moment of it a smaller value was in", NONE);
                }
            }
            if (queue.zoneBegin(v) < queue.zoneEnd(v)) {
                smaller.add(queue.zoneBegin(v), queue.zoneEnd(v), 1);
            }
        }
        return null;
    }
}
