package dev.squall.check.linear.monitor;

/**
 * Monitor for first-in first-out queues. If values are matched correctly and no call wrongly found the queue empty,
 * only a pair of values taken out of order can refute a history. The put of u precedes the put of v, but the take of v
 * precedes the take of u, or u was never taken (Henzinger, Sezgin and Vafeiadis, <i>Aspect-oriented linearizability
 * proofs</i>, 2013). The monitor compares each value with the value that was taken last among those put in before.
 * Takes O(n log n).
 */
final class QueueMonitor {

    private static final int NONE = -1;

    private QueueMonitor() {}

    static Monitors.Refutation refute(ContainerCalls queue) {
        int[] byReturn = Ranking.by(queue.putReturned);
        int[] byInvocation = Ranking.by(queue.putInvoked);
        int earlier = 0;
        int takenLast = NONE;
        for (int v : byInvocation) {
            queue.meter.step();
            while (queue.putReturned[byReturn[earlier]] < queue.putInvoked[v]) {
                int u = byReturn[earlier++];
                takenLast = takenLast == NONE || queue.takeInvoked[u] > queue.takeInvoked[takenLast] ? u : takenLast;
            }
            if (takenLast != NONE && queue.take[v] != NONE && queue.takeReturned[v] < queue.takeInvoked[takenLast]) {
                String when = queue.take[takenLast] == NONE ? "was never taken" : "was taken only afterwards";
                return new Monitors.Refutation(
                        "out-of-order",
                        queue.take[v],
                        "a value that was put in before that one " + when + ": that of",
                        queue.put[takenLast]);
            }
        }
        return null;
    }
}
