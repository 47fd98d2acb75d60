package dev.squall.check.linear.monitor;

/**
 * First in, first out. If values are matched rightly, and none of the calls that found the queue empty is wrong, only
 * one thing can refute it. A put ended before another began, and the take of the second ended before that of the first
 * began, or the first was never taken. (Henzinger, Sezgin and Vafeiadis, <i>Aspect-oriented linearizability proofs</i>,
 * 2013.) Takes O(n log n): for each value, of those put in before it the one that was taken last.
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
