package dev.squall.check.totals;

import dev.squall.check.Budget;
import dev.squall.check.Checker;
import dev.squall.check.Verdict;
import dev.squall.history.ClientOperation;
import dev.squall.history.History;
import dev.squall.history.HistoryFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Check that each read of a counter lies between bounds. A read must be at least the sum of the increments acknowledged
 * before its invocation, and at most the sum of the increments attempted before its completion. The check is Jepsen's
 * counter checker, extended to decrements. A decrement counts for the lower bound once it is attempted, and for the
 * upper bound once it is acknowledged. Failed adds are ignored; adds of unknown outcome count as attempted.
 *
 * <p>The property is weaker than linearizability, since each read is judged by itself. Takes O(n). The history's
 * operations are {@code add} with a whole number, and {@code read}, completed with a whole number; the counter begins
 * at 0. The verdict is unknown if the history has another shape.
 */
public final class CounterBounds implements Checker {

    private static final String NAME = "counter-bounds";

    /** A read with the least and the greatest value that it may return. */
    private record Bounded(ClientOperation read, long value, long lower, long upper) {

        boolean isOutside() {
            return value < lower || value > upper;
        }

        List<Long> triple() {
            return List.of(lower, value, upper);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> observingFunctions() {
        return Set.of("read");
    }

    @Override
    public Verdict check(History history, Budget budget) {
        List<Bounded> reads;
        try {
            reads = bounded(history);
        } catch (HistoryFormatException unfit) {
            return Verdict.unknown(NAME, "cannot be checked: " + unfit.getMessage(), Map.of());
        } catch (ArithmeticException overflow) {
            return Verdict.unknown(NAME, "cannot be checked: the sum of the adds exceeds 64 bits", Map.of());
        }
        List<Bounded> outside = reads.stream().filter(Bounded::isOutside).toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("reads", reads.size());
        details.put("outside", outside.stream().map(Bounded::triple).toList());
        if (outside.isEmpty()) {
            return Verdict.valid(NAME, reads.size() + " reads lie within their bounds", details);
        }
        Bounded first = outside.get(0);
        boolean low = first.value() < first.lower();
        String bound = low
                ? "less than " + first.lower() + ", the least that the acknowledged adds allow"
                : "more than " + first.upper() + ", the most that the attempted adds allow";
        return Verdict.violation(
                NAME,
                low ? "counter-too-low" : "counter-too-high",
                "the read by process " + first.read().process() + " (operation "
                        + first.read().index() + ") returned " + first.value() + ", " + bound,
                first.read().indexes(),
                details);
    }

    private static List<Bounded> bounded(History history) {
        List<ClientOperation> operations = ClientOperation.of(history);
        Sums increments = new Sums(history);
        Sums decrements = new Sums(history);
        for (ClientOperation operation : operations) {
            requireCounter(operation);
            if (operation.function().equals("add") && operation.mayHaveHappened()) {
                long delta = WholeNumbers.addedBy(operation);
                (delta > 0 ? increments : decrements).add(operation, delta);
            }
        }
        increments.accumulate();
        decrements.accumulate();
        List<Bounded> reads = new ArrayList<>();
        for (ClientOperation read : operations) {
            if (read.function().equals("read") && read.isOk()) {
                long lower = Math.addExact(increments.acknowledgedBefore(read), decrements.attemptedBefore(read));
                long upper = Math.addExact(increments.attemptedBefore(read), decrements.acknowledgedBefore(read));
                reads.add(new Bounded(read, WholeNumbers.valueOf(read.completion()), lower, upper));
            }
        }
        return reads;
    }

    /** Running sums of attempted and acknowledged adds, by position in the history. */
    private static final class Sums {

        private final History history;
        private final long[] attempted;
        private final long[] acknowledged;

        Sums(History history) {
            this.history = history;
            attempted = new long[history.size()];
            acknowledged = new long[history.size()];
        }

        void add(ClientOperation operation, long delta) {
            attempted[history.positionOf(operation.invocation().index())] = delta;
            if (operation.isOk()) {
                acknowledged[history.positionOf(operation.completion().index())] = delta;
            }
        }

        void accumulate() {
            for (int i = 1; i < attempted.length; i++) {
                attempted[i] = Math.addExact(attempted[i - 1], attempted[i]);
                acknowledged[i] = Math.addExact(acknowledged[i - 1], acknowledged[i]);
            }
        }

        /** Returns the sum of the adds attempted before a read completed. */
        long attemptedBefore(ClientOperation read) {
            return attempted[history.positionOf(read.completion().index())];
        }

        /** Returns the sum of the adds acknowledged before a read was invoked. */
        long acknowledgedBefore(ClientOperation read) {
            return acknowledged[history.positionOf(read.invocation().index())];
        }
    }

    private static void requireCounter(ClientOperation operation) {
        if (!operation.function().equals("add") && !operation.function().equals("read")) {
            throw new HistoryFormatException(
                    "operation " + operation.invocation().index() + ": found the function " + operation.function()
                            + ", expected add or read on a counter");
        }
    }
}
