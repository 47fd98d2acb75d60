package dev.squall.check;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Remainder of a budget: time until a deadline, and memory that is taken and given back. All of one check, on any
 * thread, takes from one meter; only {@link #step} is for one thread at a time.
 */
public final class Meter {

    /** Thrown where a check must end for want of time or memory; it has no stack trace, for it is no error. */
    public static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean time;

        private Spent(boolean time, String message) {
            super(message, null, false, false);
            this.time = time;
        }

        /** Returns true if time, rather than memory, ran out: then nothing else is worth trying. */
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

    /** Creates a meter whose time begins now. */
    public Meter(Budget budget) {
        this(budget, System::nanoTime);
    }

    /** Creates a meter whose time begins now by another clock, in nanoseconds. */
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

    /** Counts one step of bounded work; throws {@link Spent} if, now and then looked at, the time is over. */
    public void step() {
        if (++steps % STEPS_BETWEEN_LOOKS == 0) {
            checkTime();
        }
    }

    /** Throws {@link Spent} if the time is over, or the work not needed any more. */
    public void checkTime() {
        if (isStopped.getAsBoolean()) {
            throw new Spent(true, "it was not needed any more");
        }
        if (nanoClock.getAsLong() - deadlineNanos >= 0) {
            throw new Spent(true, "the time budget of " + budget.time().toMillis() + " ms was spent");
        }
    }

    /** Takes memory from the budget, or throws {@link Spent} and takes none. */
    public void reserve(long bytes) {
        if (bytesFree.addAndGet(-bytes) < 0) {
            bytesFree.addAndGet(bytes);
            throw new Spent(false, "the memory budget of " + (budget.memoryBytes() >> 20) + " MiB was spent");
        }
    }

    /** Gives memory back. */
    public void release(long bytes) {
        bytesFree.addAndGet(bytes);
    }

    /** Returns what to throw where a question is too hard for this budget, although none of it was spent. */
    public Spent tooLarge() {
        return new Spent(false, "the question is too large");
    }

    /** Returns a meter of what is left, for work whose memory is free again when it is done. */
    public Meter nested() {
        return new Meter(budget, nanoClock, deadlineNanos, new AtomicLong(bytesFree.get()), isStopped);
    }

    /** Returns a meter for explaining a verdict that stands: as much memory, and a time of its own. */
    public Meter explanation() {
        long until = nanoClock.getAsLong() + EXPLANATION_NANOS;
        return new Meter(budget, nanoClock, until, new AtomicLong(bytesFree.get()), isStopped);
    }

    /** This meter, for work that also ends, as if its time were over, when nobody needs it any more. */
    public Meter unless(BooleanSupplier isNotNeeded) {
        BooleanSupplier isEnded = () -> isStopped.getAsBoolean() || isNotNeeded.getAsBoolean();
        return new Meter(budget, nanoClock, deadlineNanos, bytesFree, isEnded);
    }

    /** This meter for another thread, which counts its own steps. */
    public Meter forThread() {
        return new Meter(budget, nanoClock, deadlineNanos, bytesFree, isStopped);
    }

    /** Half of what is left, as a budget for an attempt that may fail. */
    public Budget half() {
        checkTime();
        long nanos = Math.max(1, (deadlineNanos - nanoClock.getAsLong()) / 2);
        return new Budget(Duration.ofNanos(nanos), Math.max(1, bytesFree.get() / 2));
    }
}
