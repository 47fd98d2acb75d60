package dev.squall.check.linear.monitor;

import java.util.stream.IntStream;

/**
 * Values of a queue that uncompleted takes may have taken. The first take to be invoked has the value whose put ended
 * first, and so on, as if the queue had gone on by itself.
 *
 * <p>No other choice is better. An uncompleted take has no end, so all that matters is when it began. The sooner it
 * began, the shorter is the value's zone, and the fewer values that were put in later were taken before it. Let p be
 * the value whose put ended first, and q the other. If p had the later take, exchanging the two takes would make their
 * zones cover less. The take of p must begin no later than that of q must, since whatever was put in after q was put in
 * after p too. For the same reason the values that are left without a take, if there are too few, are the last. Takes
 * O(n log n).
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
