package dev.squall.check.transaction.certificate;

import dev.squall.check.transaction.model.Assumption;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Order of versions of registers that {@link Assumption} states, by its definition: all pairs of transactions that
 * observe the two versions are compared. Finding the observers of a version takes a pass over the history, once.
 */
final class AssumedOrder {

    private final TransactionHistory history;
    private final IntPredicate isExternal;
    private final IntUnaryOperator source;
    private final IntPredicate isCommitted;
    private final Map<Integer, List<Integer>> observers = new HashMap<>();

    /**
     * @param isExternal true for reads before their transaction's own writes
     * @param source write that a read returned; negative if none is known
     * @param isCommitted true for transactions that must have committed
     */
    AssumedOrder(
            TransactionHistory history, IntPredicate isExternal, IntUnaryOperator source, IntPredicate isCommitted) {
        this.history = history;
        this.isExternal = isExternal;
        this.source = source;
        this.isCommitted = isCommitted;
    }

    /** Returns true if an assumption makes the first write's version older than the second's. */
    boolean isOlder(int first, int second) {
        if (history.assumptions().isEmpty() || first == second || history.key(first) != history.key(second)) {
            return false;
        }
        for (int later : observersOf(second)) {
            for (int earlier : observersOf(first)) {
                if (precedes(earlier, later) || earlier == later && isFollowed(later, first, second)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean precedes(int earlier, int later) {
        boolean isSession = history.process(earlier) == history.process(later) && earlier < later;
        boolean isBefore = history.hasRealTime() && history.completion(earlier) < history.invocation(later);
        return history.isOk(earlier)
                && (isSession && history.assumptions().contains(Assumption.SEQUENTIAL_KEYS)
                        || isBefore && history.assumptions().contains(Assumption.REAL_TIME_VERSIONS));
    }

    /** Returns true if a transaction reads the first write's version and installs the second. */
    private boolean isFollowed(int transaction, int first, int second) {
        return history.assumptions().contains(Assumption.WRITE_FOLLOWS_READ)
                && owns(transaction, second)
                && reads(transaction, first);
    }

    private List<Integer> observersOf(int write) {
        return observers.computeIfAbsent(write, version -> IntStream.range(0, history.size())
                .filter(t -> (installs(t, version) || reads(t, version)) && isCommitted.test(t))
                .boxed()
                .toList());
    }

    private boolean owns(int transaction, int operation) {
        return history.first(transaction) <= operation && operation < history.end(transaction);
    }

    private boolean installs(int transaction, int write) {
        if (!owns(transaction, write)) {
            return false;
        }
        for (int o = write + 1; o < history.end(transaction); o++) {
            if (!history.isRead(o) && history.key(o) == history.key(write)) {
                return false;
            }
        }
        return true;
    }

    private boolean reads(int transaction, int write) {
        for (int o = history.first(transaction); o < history.end(transaction); o++) {
            boolean fits = history.isRead(o)
                    && history.key(o) == history.key(write)
                    && history.value(o) == history.value(write);
            if (fits && isExternal.test(o) && source.applyAsInt(o) == write) {
                return true;
            }
        }
        return false;
    }
}
