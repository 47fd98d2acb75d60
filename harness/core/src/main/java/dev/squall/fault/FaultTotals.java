package dev.squall.fault;

import java.util.List;
import java.util.Locale;

/**
 * Totals of all faults of one family in a run.
 *
 * @param strikes number of times that the family struck
 * @param linkUnit plural of what a cut link loses: {@code messages} or {@code packets}
 */
record FaultTotals(long strikes, List<ActiveFault> active, String linkUnit) {

    /** Returns the number of faults that were in force. */
    long faults() {
        return active.size();
    }

    /** Returns the number of effects of all faults. */
    long effects() {
        return active.stream().mapToLong(ActiveFault::effects).sum();
    }

    /** Returns the sum of a number over all faults. */
    long sum(String name) {
        return active.stream()
                .mapToLong(fault -> fault.seen().getOrDefault(name, 0L))
                .sum();
    }

    /** Returns the maximum of a number over all faults; 0 if there is none. */
    long max(String name) {
        return active.stream()
                .mapToLong(fault -> fault.seen().getOrDefault(name, 0L))
                .max()
                .orElse(0);
    }

    String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
