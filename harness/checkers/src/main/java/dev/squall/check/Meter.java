package dev.squall.check;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Remaining budget of a check: time until a deadline, and memory that is reserved and released. All threads of one
 * check share its memory; {@link #step} is not thread-safe.
 */
public final class Meter {

    /**
     * Thrown if the time or memory of a check is spent. The exception has no stack trace, because the check ends
     * normally as unknown.
     */
    public static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean time;

        private Spent(boolean time, String message) {
            super(message, null, false, false);
            this.time = time;
        }

        /**
         * Returns true if the check ran out of time, so that no other method can be tried; false if it ran out of
         * memory.
         */
        public boolean isTime() {
            return time;
        }
    }

    private static final int STEPS_BETWEEN_LOOKS = 1 << 10;

    private static final long EXPLANATION_NANOS = 1_000_000_000L;

    private final Budget budget;
    private final LongSupplier nanoClock;
    private final long deadlineNanos;
    private final AtomicLong bytesFree;
    private final BooleanSupplier isStopped;
    private int steps;

    /** Creates a meter; the time limit counts from now. */
    public Meter(Budget budget) {
        this(budget, System::nanoTime);
    }

    /** Creates a meter that reads the given clock, in nanoseconds; the time limit counts from now. */
    public Meter(Budget budget, LongSupplier nanoClock) {
        this(
                budget,
                nanoClock,
                nanoClock.getAsLong() + nanos(budget),
                new AtomicLong(budget.memoryBytes()),
                () -> false);
    }

    private Meter(
            Budget budget,
            LongSupplier nanoClock,
            long deadlineNanos,
            AtomicLong bytesFree,
            BooleanSupplier isStopped) {
        this.budget = budget;
        this.nanoClock = nanoClock;
        this.deadlineNanos = deadlineNanos;
        this.bytesFree = bytesFree;
        this.isStopped = isStopped;
    }

    private static long nanos(Budget budget) {
        long seconds = budget.time().toSeconds();
        return seconds >= Integer.MAX_VALUE
                ? Long.MAX_VALUE >> 1
                : budget.time().toNanos();
    }

    /**
     * Counts one step of bounded work. Reads the clock every 1,024 steps and throws {@link Spent} if the time is spent.
     */
    public void step() {
        if (++steps % STEPS_BETWEEN_LOOKS == 0) {
            checkTime();
        }
    }

    /** Throws {@link Spent} if the time is spent or the work is no longer needed. */
    public void checkTime() {
        if (isStopped.getAsBoolean()) {
            throw new Spent(true, "it was not needed any more");
        }
        if (nanoClock.getAsLong() - deadlineNanos >= 0) {
            throw new Spent(true, "the time budget of " + budget.time().toMillis() + " ms was spent");
        }
    }

    /** Reserves memory from the budget. If too little is left, throws {@link Spent} and reserves none. */
    public void reserve(long bytes) {
        if (bytesFree.addAndGet(-bytes) < 0) {
            bytesFree.addAndGet(bytes);
            throw new Spent(false, "the memory budget of " + (budget.memoryBytes() >> 20) + " MiB was spent");
        }
    }

    /** Releases reserved memory. */
    public void release(long bytes) {
        bytesFree.addAndGet(bytes);
    }

    /** Returns the exception for a problem that is too large for this budget, although no limit was reached. */
    public Spent tooLarge() {
        return new Spent(false, "the question is too large");
    }

    /** Returns a meter with the remaining time and memory, for a subtask that frees its memory at its end. */
    public Meter nested() {
        return new Meter(budget, nanoClock, deadlineNanos, new AtomicLong(bytesFree.get()), isStopped);
    }

    /** Returns a meter for explaining a final verdict, with the remaining memory and one second of time. */
    public Meter explanation() {
        long until = nanoClock.getAsLong() + EXPLANATION_NANOS;
        return new Meter(budget, nanoClock, until, new AtomicLong(bytesFree.get()), isStopped);
    }

    /** Returns a meter on the same budget whose time also ends when {@code isNotNeeded} becomes true. */
    public Meter unless(BooleanSupplier isNotNeeded) {
        BooleanSupplier isEnded = () -> isStopped.getAsBoolean() || isNotNeeded.getAsBoolean();
        return new Meter(budget, nanoClock, deadlineNanos, bytesFree, isEnded);
    }

    /** Returns a meter on the same budget for another thread; it counts its own steps. */
    public Meter forThread() {
        return new Meter(budget, nanoClock, deadlineNanos, bytesFree, isStopped);
    }

    /** Returns half of the remaining time and memory, as a budget for an attempt that may fail. */
    public Budget half() {
        checkTime();
        long nanos = Math.max(1, (deadlineNanos - nanoClock.getAsLong()) / 2);
        return new Budget(Duration.ofNanos(nanos), Math.max(1, bytesFree.get() / 2));
    }
}
