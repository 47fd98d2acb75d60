package dev.squall.check.linear.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * An order of the calls on a queue that {@link QueueMonitor} does not refute.
 *
 * <p><b>Values.</b> A value is put in at the latest when it is taken, and taken at the earliest when it begins to be
 * put in: so both intervals shrink. Value u must go before v if its put ends before v's begins, or its take before v's.
 * Each of the two is an interval order, in which of a before b and c before d always a is before d or c before b. So a
 * circle of musts has a shorter one in it, down to two values, and two are what the monitor looks for. Without a
 * circle there is always a value that can go next: the one that begins, in both intervals, before any that is left
 * must end.
 *
 * <p><b>Instants.</b> In that order each put and each take happens as soon as it and those before it have begun. That
 * is before it ends, for otherwise one of those would have had to go behind it. A put that ended before a take began
 * has its instant before that begin, and one that begins after a take ended has it behind that end. So it is enough to
 * compare a put with the begin of the next take, and not with those before.
 *
 * <p><b>Empty queues.</b> Each call that found the queue empty has a gap that no zone covers, so that every value can
 * be taken by then or put in later. A value goes into the first stretch between such gaps by whose end it can be taken.
 * It does not have to go before a value of an earlier stretch. That one can be taken by the gap between them, in which
 * this one need not have been put in yet.
 *
 * <p>Takes O(n log n).
 */
final class QueueOrder {

    private static final int NONE = -1;

    private final ContainerCalls queue;

    /** Bounds of the put and of the take of each value. */
    private final int[] putFrom;

    private final int[] putBy;
    private final int[] takeFrom;
    private final int[] takeBy;

    /** Flags by value: one of its intervals allows it to go next; it has gone. */
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

    /** Returns the calls in an order; those that are left out need not take effect. */
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

    /** Returns an order of some values in which each goes before those that must go behind it. */
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

    /** The values that can go next as far as one of the intervals goes. */
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

        /** One more value that begins before any that is left must end, or none. */
        int next(boolean[] isGone) {
            while (isGone[byBy[gone]]) {
                gone++;
            }
            boolean more = begun < byFrom.length && from[byFrom[begun]] < by[byBy[gone]];
            return more ? byFrom[begun++] : NONE;
        }
    }
}
