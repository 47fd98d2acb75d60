package dev.squall.node.host;

import dev.squall.node.Timer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** The timers of one node, ordered by deadline, then by the order in which they were set. */
final class TimerQueue {

    /** Time until the next timer is due if no timer is set. */
    static final long FOREVER_NANOS = Long.MAX_VALUE;

    private final Queue<Pending> pending =
            new PriorityQueue<>(Comparator.comparingLong(Pending::deadlineNanos).thenComparingLong(Pending::number));
    private final long originNanos;
    private long count;

    /**
     * @param nowNanos the clock's reading now; deadlines are relative to this reading, so an overflow of the clock is
     *     harmless
     */
    TimerQueue(long nowNanos) {
        this.originNanos = nowNanos;
    }

    Timer set(long nowNanos, long delayMillis, Runnable action) {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a timer's delay is " + delayMillis + " ms, expected at least 0");
        }
        long deadline = nowNanos - originNanos + TimeUnit.MILLISECONDS.toNanos(delayMillis);
        Pending timer = new Pending(deadline < 0 ? FOREVER_NANOS : deadline, count++, action);
        pending.add(timer);
        return () -> pending.remove(timer);
    }

    /** Returns the time until the next timer is due: 0 or less if one is due, {@link #FOREVER_NANOS} if none is set. */
    long waitNanos(long nowNanos) {
        Pending next = pending.peek();
        return next == null ? FOREVER_NANOS : next.deadlineNanos - (nowNanos - originNanos);
    }

    /** Runs the action of the first due timer, if there is one. */
    void runNextDue(long nowNanos) {
        if (waitNanos(nowNanos) <= 0) {
            pending.remove().action.run();
        }
    }

    private record Pending(long deadlineNanos, long number, Runnable action) {}
}
