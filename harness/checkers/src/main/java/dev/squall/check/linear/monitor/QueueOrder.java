package dev.squall.check.linear.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Linearization of the calls on a queue that {@link QueueMonitor} does not refute.
 *
 * <p><b>Values.</b> The put interval of a value ends at the latest when its take returns, and the take interval begins
 * at the earliest when its put is invoked. Value u must precede v if u's put interval ends before v's begins, or
 * likewise for the take intervals. Each relation is an interval order: if a precedes b and c precedes d, then a
 * precedes d or c precedes b. So every cycle of constraints contains a cycle of two values, which the monitor excludes.
 * Without a cycle, some remaining value can go next: in both intervals, it starts before every other remaining value's
 * deadline.
 *
 * <p><b>Instants.</b> In this order, each put and each take takes effect as soon as it and its predecessors have begun.
 * A call takes effect before its end; otherwise some predecessor of the call would have to follow the call. A put that
 * ended before a take began takes effect before that begin; a put that began after a take ended takes effect after that
 * end. So each put is compared only with the begin of the next take.
 *
 * <p><b>Empty queues.</b> Each call that found the queue empty has a gap that no zone covers. Every value can be taken
 * before this gap or put in after it. The gaps of all such calls divide time into segments. A value goes into the first
 * segment by whose end it can be taken. The value never has to precede a value of an earlier segment, which can be
 * taken before the gap between the two segments.
 *
 * <p>Takes O(n log n).
 */
final class QueueOrder {

    private static final int NONE = -1;

    private final ContainerCalls queue;

    /** Bounds of the put interval and the take interval of each value. */
    private final int[] putFrom;

    private final int[] putBy;
    private final int[] takeFrom;
    private final int[] takeBy;

    /** Flag by value: one of the value's two intervals allows it to go next. */
    private final boolean[] isNextInOne;

    private final boolean[] isGone;
    private final List<Integer> calls = new ArrayList<>();

    private QueueOrder(ContainerCalls queue) {
        this.queue = queue;
        this.isNextInOne = new boolean[queue.size()];
        this.isGone = new boolean[queue.size()];
        int behindAll = queue.gaps() + 2;
        this.putFrom = queue.putInvoked;
        this.putBy = byValue(v -> Math.min(queue.putReturned[v], isTaken(v) ? queue.takeReturned[v] : behindAll));
        this.takeFrom = byValue(v -> isTaken(v) ? queue.zoneEnd(v) : behindAll);
        this.takeBy = byValue(v -> isTaken(v) ? queue.takeReturned[v] : behindAll + 1);
    }

    private int[] byValue(IntUnaryOperator of) {
        return IntStream.range(0, queue.size()).map(of).toArray();
    }

    private boolean isTaken(int v) {
        return queue.take[v] != NONE;
    }

    /** Returns a linearization; calls that are left out need not take effect. */
    static List<Integer> of(ContainerCalls queue) {
        QueueOrder order = new QueueOrder(queue);
        int[] gaps = queue.gapsOfEmpties();
        int[] rest = Ranking.by(order.takeFrom);
        int from = 0;
        for (int i : Ranking.by(gaps)) {
            int to = from;
            while (to < rest.length && order.takeFrom[rest[to]] <= gaps[i]) {
                to++;
            }
            order.addStretch(Arrays.copyOfRange(rest, from, to));
            order.calls.add(queue.empties[i]);
            from = to;
        }
        order.addStretch(Arrays.copyOfRange(rest, from, rest.length));
        return order.calls;
    }

    private void addStretch(int[] values) {
        int[] order = inOrder(values);
        int put = 0;
        int putAt = 0;
        for (int take = 0; take < order.length; take++) {
            int takeAt = takeFrom[order[take]];
            while (put < order.length && (put <= take || Math.max(putAt, putFrom[order[put]]) <= takeAt)) {
                putAt = Math.max(putAt, putFrom[order[put]]);
                calls.add(queue.put[order[put++]]);
            }
            if (isTaken(order[take])) {
                calls.add(queue.take[order[take]]);
            }
        }
    }

    /** Returns an order of some values that respects all precedence constraints. */
    private int[] inOrder(int[] values) {
        Front puts = new Front(values, putFrom, putBy);
        Front takes = new Front(values, takeFrom, takeBy);
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        int[] order = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            queue.meter.step();
            for (Front front : List.of(puts, takes)) {
                for (int v = front.next(isGone); v != NONE; v = front.next(isGone)) {
                    if (isNextInOne[v]) {
                        ready.add(v);
                    }
                    isNextInOne[v] = true;
                }
            }
            order[i] = ready.remove();
            isGone[order[i]] = true;
        }
        return order;
    }

    /** Values that can go next according to one kind of interval. */
    private static final class Front {

        private final int[] from;
        private final int[] by;
        private final int[] byFrom;
        private final int[] byBy;
        private int begun;
        private int gone;

        Front(int[] values, int[] from, int[] by) {
            this.from = from;
            this.by = by;
            this.byFrom = Ranking.by(values, from);
            this.byBy = Ranking.by(values, by);
        }

        /** Returns another value that begins before every remaining value's deadline, or {@link #NONE}. */
        int next(boolean[] isGone) {
            while (isGone[byBy[gone]]) {
                gone++;
            }
            boolean more = begun < byFrom.length && from[byFrom[begun]] < by[byBy[gone]];
            return more ? byFrom[begun++] : NONE;
        }
    }
}
