package dev.squall.check.linear.monitor;

import java.util.stream.IntStream;

/**
 * Values of a queue that uncompleted takes may have taken: the first take to be invoked the value whose put ended
 * first, and so on, as if the queue had gone on by itself.
 *
 * <p>No other choice is better. An uncompleted take has no end, so all that matters is when it began: the sooner, the
 * shorter the value's zone, and the fewer values taken before it that were put in later. If of two values the one whose
 * put ended first had the later take, changing that would make the two zones cover less; and its take must begin no
 * later than the other's need, since whatever was put in after the other was put in after it too. For the same reason
 * the values that are left without a take, if there are too few, are the last. Takes O(n log n).
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
