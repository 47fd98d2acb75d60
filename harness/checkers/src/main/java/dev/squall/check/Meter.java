package dev.squall.check;

import java.time.Duration;

/** What is left of a budget. For one thread. */
public final class Meter {

    /** Thrown where a check must end for want of time or memory; it has no stack trace, for it is no error. */
    public static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Spent(String message) {
            super(message, null, false, false);
        }
    }

    private static final int STEPS_BETWEEN_LOOKS = 1 << 10;

    private static final long EXPLANATION_NANOS = 1_000_000_000L;

    private final Budget budget;
    private final long deadlineNanos;
    private long bytesFree;
    private int steps;

    /** A meter whose time begins now. */
    public Meter(Budget budget) {
        this(budget, System.nanoTime() + nanos(budget), budget.memoryBytes());
    }

    private Meter(Budget budget, long deadlineNanos, long bytesFree) {
        this.budget = budget;
        this.deadlineNanos = deadlineNanos;
        this.bytesFree = bytesFree;
    }

    private static long nanos(Budget budget) {
        long seconds = budget.time().toSeconds();
        return seconds >= Integer.MAX_VALUE
                ? Long.MAX_VALUE >> 1
                : budget.time().toNanos();
    }

    /** Counts one step of bounded work; throws {@link Spent} if, now and then looked at, the time is over. */
    public void step() {
        if (++steps % STEPS_BETWEEN_LOOKS == 0) {
            checkTime();
        }
    }

    /** Throws {@link Spent} if the time is over. */
    public void checkTime() {
        if (System.nanoTime() - deadlineNanos >= 0) {
            throw new Spent("the time budget of " + budget.time().toMillis() + " ms was spent");
        }
    }

    /** Takes memory from the budget, or throws {@link Spent}. */
    public void reserve(long bytes) {
        if (bytes > bytesFree) {
            throw new Spent("the memory budget of " + (budget.memoryBytes() >> 20) + " MiB was spent");
        }
        bytesFree -= bytes;
    }

    /** Gives memory back. */
    public void release(long bytes) {
        bytesFree += bytes;
    }

    /** A meter of what is left, for work whose memory is free again when it is done. */
    public Meter nested() {
        return new Meter(budget, deadlineNanos, bytesFree);
    }

    /** A meter for explaining a verdict that stands: as much memory, and a time of its own. */
    public Meter explanation() {
        return new Meter(budget, System.nanoTime() + EXPLANATION_NANOS, bytesFree);
    }

    /** Half of what is left, as a budget for an attempt that may fail. */
    public Budget half() {
        checkTime();
        long nanos = Math.max(1, (deadlineNanos - System.nanoTime()) / 2);
        return new Budget(Duration.ofNanos(nanos), Math.max(1, bytesFree / 2));
    }
}
