package dev.squall.check.linear;

import dev.squall.check.Budget;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What is left of a budget; shared by the searches of one check, on any thread. */
final class SearchBudget {

    /** Thrown where a search must end for want of time or memory; it has no stack trace, for it is no error. */
    static final class Spent extends RuntimeException {

        /** Whether time, rather than memory, ran out. */
        final boolean time;

        private Spent(boolean time, String message) {
            super(message, null, false, false);
            this.time = time;
        }
    }

    private final Budget budget;
    private final LongSupplier nanoClock;
    private final long deadlineNanos;
    private final AtomicLong bytesFree;

    /** A budget whose time begins now. */
    SearchBudget(Budget budget) {
        this(budget, System::nanoTime);
    }

    /** A budget whose time begins now by another clock. */
    SearchBudget(Budget budget, LongSupplier nanoClock) {
        this.budget = budget;
        this.nanoClock = nanoClock;
        this.deadlineNanos = nanoClock.getAsLong() + nanos(budget);
        this.bytesFree = new AtomicLong(budget.memoryBytes());
    }

    private static long nanos(Budget budget) {
        long seconds = budget.time().toSeconds();
        return seconds >= Integer.MAX_VALUE
                ? Long.MAX_VALUE >> 1
                : budget.time().toNanos();
    }

    /** Throws {@link Spent} if the time is over. */
    void checkTime() {
        if (nanoClock.getAsLong() - deadlineNanos >= 0) {
            throw new Spent(true, "the time budget of " + budget.time().toMillis() + " ms was spent");
        }
    }

    /** What to throw where a question is too hard for this budget, although none of it was spent. */
    Spent tooLarge() {
        return new Spent(false, "the question is too large");
    }

    /** Takes memory from the budget, or throws {@link Spent}. */
    void reserve(long bytes) {
        if (bytesFree.addAndGet(-bytes) < 0) {
            bytesFree.addAndGet(bytes);
            throw new Spent(false, "the memory budget of " + (budget.memoryBytes() >> 20) + " MiB was spent");
        }
    }

    /** Gives memory back. */
    void release(long bytes) {
        bytesFree.addAndGet(bytes);
    }
}
