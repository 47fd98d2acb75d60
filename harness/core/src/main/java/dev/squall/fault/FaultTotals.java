package dev.squall.fault;

import java.util.List;
import java.util.Locale;

/**
 * Totals of all faults of one family in a run.
 *
 * @param strikes number of times that the family struck
 * @param linkUnit plural of the unit that a cut link loses: {@code messages} or {@code packets}
 */
record FaultTotals(long strikes, List<ActiveFault> active, String linkUnit) {

    /** Returns the number of faults of the family that were in force. */
    long faults() {
        return active.size();
    }

    /** Returns the number of effects of all faults of the family. */
    long effects() {
        return active.stream().mapToLong(ActiveFault::effects).sum();
    }

    /** Returns the sum of one observed number over all faults of the family. */
    long sum(String name) {
        return active.stream()
                .mapToLong(fault -> fault.seen().getOrDefault(name, 0L))
                .sum();
    }

    /** Returns the maximum of one observed number over all faults of the family; 0 if no fault has this number. */
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
