package dev.squall.check.linear.monitor;

import java.util.stream.IntStream;

/**
 * Assignment of a queue's untaken values to its uncompleted takes. The first take to be invoked gets the value whose
 * put ended first, and so on.
 *
 * <p>No other assignment is better. An uncompleted take has no end, so only its invocation matters: an earlier
 * invocation makes the value's zone shorter. Let p and q be two values, where the put of p ended first. If p has the
 * later take, exchanging the two takes makes their zones cover no more gaps. The exchange breaks no order either, since
 * every value that was put in after q was put in after p too. For the same reason, if there are too few takes, the last
 * values stay in the queue. Takes O(n log n).
 */
final class LostValues {

    private LostValues() {}

    static ContainerCalls assign(ContainerCalls queue) {
        int[] lost =
                IntStream.range(0, queue.size()).filter(v -> queue.take[v] < 0).toArray();
        lost = Ranking.by(lost, queue.putReturned);
        int[] takes = queue.take.clone();
        for (int i = 0; i < Math.min(lost.length, queue.unknownTakes.length); i++) {
            takes[lost[i]] = queue.unknownTakes[i];
        }
        return queue.withTakes(takes);
    }
}
