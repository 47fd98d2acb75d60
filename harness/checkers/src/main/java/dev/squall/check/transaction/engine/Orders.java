package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Arrays;

/**
 * Edges of session order and real-time order, linear in the number of transactions. Real-time order uses a chain of
 * auxiliary nodes, one for each group of completions before an invocation. A transaction has an edge to the node after
 * its completion, and an edge from the node before its invocation.
 */
final class Orders {

    private Orders() {}

    /** Returns the mask of the kinds of edges of an order. */
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
     * Returns, for each committed transaction, the previous one in its session; -1 if there is none. An indeterminate
     * transaction precedes no other, since it may take effect later than its successors.
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
