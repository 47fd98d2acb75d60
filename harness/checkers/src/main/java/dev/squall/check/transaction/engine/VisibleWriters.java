package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.transaction.level.IsolationLevel.Base;
import dev.squall.check.transaction.level.IsolationLevel.Order;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Arrays;

/**
 * Search for the writers that are visible to a read by the axioms of monotonic atomic view, read atomic and causal.
 * Writers whose order follows from other visible writers are left out.
 *
 * <p>Let n be the number of operations. Visibility through reads takes the sum over transactions of distinct sources
 * times reads. Session order takes O(n), real time O(n times the overlapping writers of a key), and causal O(n times
 * sessions).
 */
final class VisibleWriters {

    /** Receiver of visible writers. */
    @FunctionalInterface
    interface Sink {

        /** Accepts a write that is visible to a read of the same key. */
        void accept(int write, int read);
    }

    private final Versions versions;
    private final TransactionHistory history;
    private final Base base;
    private final Order order;
    private final Sink sink;
    private final Meter meter;
    private final IntLookup writes = new IntLookup();

    VisibleWriters(Versions versions, Base base, Order order, Sink sink, Meter meter) {
        this.versions = versions;
        this.history = versions.history;
        this.base = base;
        this.order = order;
        this.sink = sink;
        this.meter = meter;
    }

    /**
     * Finds all writers.
     *
     * @param topological topological order of the known graph's nodes by o and wr
     */
    void find(Graph known, int[] topological) {
        if (base == Base.CAUSAL) {
            new CausalWriters(versions, known, Orders.mask(order) | 1 << Graph.WR, sink, meter).find(topological);
            return;
        }
        throughReads();
        if (base == Base.READ_ATOMIC && order == Order.SESSION) {
            throughSessions();
        }
        if (base == Base.READ_ATOMIC && order == Order.REAL_TIME) {
            throughTime();
        }
    }

    private void throughReads() {
        IntLookup seen = new IntLookup();
        for (int t = 0; t < history.size(); t++) {
            if (!history.isOk(t)) {
                continue;
            }
            seen.clear(history.end(t) - history.first(t));
            for (int o = history.first(t); o < history.end(t); o++) {
                if (history.isRead(o) && versions.source[o] >= 0) {
                    int writer = versions.owner[versions.source[o]];
                    if (seen.put(writer, o) < 0) {
                        throughRead(writer, base == Base.READ_ATOMIC ? history.first(t) : o + 1, history.end(t));
                    }
                }
            }
        }
    }

    /** Finds the reads in a range of operations whose keys a given transaction also wrote. */
    private void throughRead(int writer, int from, int to) {
        writes.clear(history.end(writer) - history.first(writer));
        for (int w = history.first(writer); w < history.end(writer); w++) {
            if (!history.isRead(w)) {
                writes.put(history.key(w), w);
            }
        }
        for (int o = from; o < to; o++) {
            meter.step();
            if (history.isRead(o) && versions.source[o] >= Versions.INITIAL) {
                int write = writes.get(history.key(o));
                if (write >= 0) {
                    sink.accept(write, o);
                }
            }
        }
    }

    /** Finds, for each read, the last writer of its key earlier in its session. */
    private void throughSessions() {
        int[] previous = Orders.previousInSession(versions);
        IntLookup latest = new IntLookup();
        for (int key = 0; key < history.keyCount(); key++) {
            int from = versions.keyStart[key];
            int to = versions.keyStart[key + 1];
            latest.clear(to - from);
            for (int i = from; i < to; ) {
                int t = versions.owner[versions.byKey[i]];
                int process = history.process(t);
                int write = latest.get(process);
                int installed = -1;
                for (; i < to && versions.owner[versions.byKey[i]] == t; i++) {
                    int o = versions.byKey[i];
                    if (!history.isRead(o)) {
                        installed = versions.installs(o) ? o : installed;
                    } else if (write >= 0 && previous[t] >= 0 && versions.source[o] >= Versions.INITIAL) {
                        sink.accept(write, o);
                    }
                }
                if (installed >= 0 && history.isOk(t)) {
                    latest.put(process, installed);
                }
            }
        }
    }

    /**
     * Finds, for each read, the writers of its key that completed before its transaction was invoked. Writers that
     * completed before another such writer was invoked are left out.
     */
    private void throughTime() {
        for (int key = 0; key < history.keyCount(); key++) {
            long[] byCompletion = new long[versions.keyStart[key + 1] - versions.keyStart[key]];
            int count = 0;
            for (int i = versions.keyStart[key]; i < versions.keyStart[key + 1]; i++) {
                int o = versions.byKey[i];
                if (!history.isRead(o) && versions.installs(o) && history.isOk(versions.owner[o])) {
                    byCompletion[count++] = (long) history.completion(versions.owner[o]) << 32 | o;
                }
            }
            Arrays.sort(byCompletion, 0, count);
            for (int i = versions.keyStart[key]; i < versions.keyStart[key + 1]; i++) {
                int o = versions.byKey[i];
                if (history.isRead(o) && versions.source[o] >= Versions.INITIAL) {
                    completedBefore(o, byCompletion, count);
                }
            }
        }
    }

    private void completedBefore(int read, long[] byCompletion, int count) {
        long invocation = (long) history.invocation(versions.owner[read]) << 32;
        int at = Arrays.binarySearch(byCompletion, 0, count, invocation);
        int source = versions.source[read];
        int latestInvocation = -1;
        for (int i = (at < 0 ? -at - 1 : at) - 1; i >= 0 && (int) (byCompletion[i] >> 32) >= latestInvocation; i--) {
            meter.step();
            int write = (int) byCompletion[i];
            if (source < 0 || versions.owner[source] != versions.owner[write]) {
                sink.accept(write, read);
                latestInvocation = Math.max(latestInvocation, history.invocation(versions.owner[write]));
            }
        }
    }
}
