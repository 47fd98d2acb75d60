package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Arrays;

/**
 * Session order and real-time order as edges, in number linear in the transactions. Real time is kept by a chain of
 * nodes that are no transactions, one for each group of completions before an invocation. A transaction leads to the
 * node after its completion. The node before an invocation leads to its transaction.
 */
final class Orders {

    private Orders() {}

    /** Returns the mask of kinds that stand for an order. */
    static int mask(Order order) {
        return switch (order) {
            case NONE -> 0;
            case SESSION -> 1 << Graph.SESSION;
            case REAL_TIME -> 1 << Graph.SESSION | 1 << Graph.REAL_TIME;
        };
    }

    /** Adds the edges of the session order: from each committed transaction to the next one of its process. */
    static void addSessions(Versions versions, Graph graph) {
        int[] previous = previousInSession(versions);
        for (int t = 0; t < previous.length; t++) {
            if (previous[t] >= 0) {
                graph.add(previous[t], t, Graph.SESSION);
            }
        }
    }

    /**
     * Returns the committed transaction before each committed one in its session, or -1. An indeterminate one is before
     * no other: it may take effect later than its successors.
     */
    static int[] previousInSession(Versions versions) {
        TransactionHistory history = versions.history;
        int[] previous = new int[history.size()];
        Arrays.fill(previous, -1);
        IntLookup latest = new IntLookup();
        latest.clear(history.size());
        for (int t = 0; t < history.size(); t++) {
            if (versions.committed[t]) {
                previous[t] = latest.get(history.process(t));
                if (history.isOk(t)) {
                    latest.put(history.process(t), t);
                }
            }
        }
        return previous;
    }

    /** Adds the edges of the real-time order. */
    static void addRealTime(Versions versions, Graph graph) {
        TransactionHistory history = versions.history;
        int[] byCompletion = byCompletion(versions);
        int done = 0;
        int barrier = -1;
        for (int t = 0; t < history.size(); t++) {
            if (!versions.committed[t]) {
                continue;
            }
            int next = -1;
            while (done < byCompletion.length && history.completion(byCompletion[done]) < history.invocation(t)) {
                if (next < 0) {
                    next = graph.addNode();
                    if (barrier >= 0) {
                        graph.add(barrier, next, Graph.REAL_TIME);
                    }
                    barrier = next;
                }
                graph.add(byCompletion[done++], barrier, Graph.REAL_TIME);
            }
            if (barrier >= 0) {
                graph.add(barrier, t, Graph.REAL_TIME);
            }
        }
    }

    /** Returns the transactions that completed ok, in the order of their completions. */
    static int[] byCompletion(Versions versions) {
        TransactionHistory history = versions.history;
        int n = history.size();
        int max = 0;
        int count = 0;
        for (int t = 0; t < n; t++) {
            if (history.isOk(t)) {
                max = Math.max(max, history.completion(t));
                count++;
            }
        }
        int[] sorted = new int[count];
        if (max > 8L * n + 64) {
            long[] pairs = new long[count];
            for (int t = 0, i = 0; t < n; t++) {
                if (history.isOk(t)) {
                    pairs[i++] = (long) history.completion(t) << 32 | t;
                }
            }
            Arrays.sort(pairs);
            for (int i = 0; i < count; i++) {
                sorted[i] = (int) pairs[i];
            }
            return sorted;
        }
        int[] at = new int[max + 1];
        for (int t = 0; t < n; t++) {
            if (history.isOk(t)) {
                at[history.completion(t)] = t + 1;
            }
        }
        for (int c = 0, i = 0; c <= max; c++) {
            if (at[c] > 0) {
                sorted[i++] = at[c] - 1;
            }
        }
        return sorted;
    }

    /** Returns true if one transaction precedes another in an order. */
    static boolean precedes(TransactionHistory history, int before, int after, Order order) {
        boolean completed =
                history.isOk(before) && before != after && history.completion(before) < history.invocation(after);
        return switch (order) {
            case NONE -> false;
            case SESSION -> before < after && history.isOk(before) && history.process(before) == history.process(after);
            case REAL_TIME -> completed && history.hasRealTime();
        };
    }
}
