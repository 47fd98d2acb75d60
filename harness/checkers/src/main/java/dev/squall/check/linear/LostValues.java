package dev.squall.check.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which values of a queue uncompleted takes may have taken. Where a put ended before another began, and the value of
 * the latter was taken, the value of the former must have been taken by a call that began before that take ended: this
 * is its limit. An uncompleted take never ends, so nothing else follows from what it took. So the takes, in the order
 * of their invocations, are given to the values, in the order of their limits; if that does not serve all, nothing
 * does.
 *
 * <p>What is left over is given to the other values, in the order in which they were put in, as if the queue had gone
 * on by itself. Where calls found it empty that need not be the best choice. Takes O(n log n).
 */
final class LostValues {

    private static final int NONE = -1;

    private LostValues() {}

    static ContainerCalls assign(ContainerCalls queue) {
        int[] limit = limits(queue);
        int[] lost = IntStream.range(0, queue.size())
                .filter(v -> queue.take[v] == NONE)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(v -> limit[v]).thenComparing(v -> queue.putReturned[v]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] takes = queue.take.clone();
        for (int i = 0; i < Math.min(lost.length, queue.unknownTakes.length); i++) {
            takes[lost[i]] = queue.unknownTakes[i];
        }
        return queue.withTakes(takes);
    }

    /** By value: the first end of a take of a value that was put in after it. */
    private static int[] limits(ContainerCalls queue) {
        int[] latestFirst = IntStream.range(0, queue.size())
                .boxed()
                .sorted(Comparator.comparing(v -> -queue.putInvoked[v]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] firstTaken = new int[queue.size() + 1];
        int[] begins = new int[queue.size()];
        firstTaken[0] = Integer.MAX_VALUE;
        for (int i = 0; i < latestFirst.length; i++) {
            int v = latestFirst[i];
            begins[i] = -queue.putInvoked[v];
            firstTaken[i + 1] = queue.take[v] == NONE ? firstTaken[i] : Math.min(firstTaken[i], queue.takeReturned[v]);
        }
        return IntStream.range(0, queue.size())
                .map(v -> firstTaken[-Arrays.binarySearch(begins, -queue.putReturned[v]) - 1])
                .toArray();
    }
}
