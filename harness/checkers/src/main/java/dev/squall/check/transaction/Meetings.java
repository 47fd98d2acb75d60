package dev.squall.check.transaction;

import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Arrays;

/**
 * Count of meetings of transactions: two committed transactions were open at the same time, both used a key, and at
 * least one of them wrote it. Without meetings no history shows an anomaly of isolation. A pair that meets on several
 * keys counts once for each.
 */
public final class Meetings {

    private final TransactionHistory history;
    private final int[] openWriters;
    private final int[] openUsers;
    private final int[] written;
    private final int[] used;
    private long count;

    private Meetings(TransactionHistory history) {
        this.history = history;
        this.openWriters = new int[history.keyCount()];
        this.openUsers = new int[history.keyCount()];
        this.written = new int[history.keyCount()];
        this.used = new int[history.keyCount()];
    }

    /** Returns the number of meetings; 0 for a history without times. Takes O(n log n). */
    public static long count(TransactionHistory history) {
        return history.hasRealTime() ? new Meetings(history).count() : 0;
    }

    private long count() {
        long[] ends = new long[history.size()];
        int committed = 0;
        for (int t = 0; t < history.size(); t++) {
            if (history.isOk(t)) {
                ends[committed++] = (long) history.completion(t) << Integer.SIZE | t;
            }
        }
        Arrays.sort(ends, 0, committed);
        int ended = 0;
        int visit = 0;
        for (int t = 0; t < history.size(); t++) {
            while (ended < committed && ends[ended] >>> Integer.SIZE < history.invocation(t)) {
                visit((int) ends[ended++], ++visit, -1);
            }
            if (history.isOk(t)) {
                visit(t, ++visit, 1);
            }
        }
        return count;
    }

    /** Opens (1) or closes (-1) a transaction on each of its keys; the number of the visit is one of its own. */
    private void visit(int transaction, int visit, int change) {
        for (int operation = history.first(transaction); operation < history.end(transaction); operation++) {
            if (!history.isRead(operation)) {
                written[history.key(operation)] = visit;
            }
        }
        for (int operation = history.first(transaction); operation < history.end(transaction); operation++) {
            int key = history.key(operation);
            if (used[key] != visit) {
                used[key] = visit;
                boolean isWriter = written[key] == visit;
                if (change > 0) {
                    count += isWriter ? openUsers[key] : openWriters[key];
                }
                openUsers[key] += change;
                openWriters[key] += isWriter ? change : 0;
            }
        }
    }
}
