package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.Arrays;

/**
 * Search for causally visible writers: for each read and each session, the session's last writer of the key that
 * causally precedes the reader. A writer that also precedes the source of the read is left out.
 *
 * <p>If a transaction precedes the reader, so do all earlier transactions of its session. So one number for each
 * session identifies all predecessors. Sessions are processed {@value #BLOCK} at a time to bound memory. Takes O((nodes
 * + edges) sessions) for these numbers, plus O(log n) for each read and each session that writes the read's key.
 */
final class CausalWriters {

    private static final int BLOCK = 8;

    private final Versions versions;
    private final TransactionHistory history;
    private final Graph graph;
    private final int mask;
    private final VisibleWriters.Sink sink;
    private final Meter meter;
    private final int[] session;
    private final int[] place;
    private int sessions;
    /** Installed writes, sorted by key, session and place in the session. */
    private int[] writes;
    /**
     * Start in {@code writes} of each run, the consecutive writes of one session to one key; {@code keyRuns} has the
     * first run of each key.
     */
    private int[] runStart = new int[64];

    private int[] runSession = new int[64];
    private int runs;
    private int[] keyRuns;
    private int[] clocks;

    CausalWriters(Versions versions, Graph graph, int mask, VisibleWriters.Sink sink, Meter meter) {
        this.versions = versions;
        this.history = versions.history;
        this.graph = graph;
        this.mask = mask;
        this.sink = sink;
        this.meter = meter;
        this.session = new int[history.size()];
        this.place = new int[history.size()];
    }

    void find(int[] topological) {
        findSessions();
        sortWrites();
        meter.reserve(4L * BLOCK * graph.nodes());
        clocks = new int[BLOCK * graph.nodes()];
        for (int first = 0; first < sessions; first += BLOCK) {
            Arrays.fill(clocks, 0);
            for (int v : topological) {
                meter.step();
                if (v < history.size() && history.isOk(v)) {
                    findVisible(v, first);
                }
                passOn(v, first);
            }
        }
        meter.release(4L * BLOCK * graph.nodes());
    }

    /** Numbers the sessions. An indeterminate transaction is a session of its own, since it precedes no other. */
    private void findSessions() {
        IntLookup ofProcess = new IntLookup();
        ofProcess.clear(history.size());
        int[] sizes = new int[history.size()];
        for (int t = 0; t < history.size(); t++) {
            if (!versions.committed[t]) {
                continue;
            }
            int known = history.isOk(t) ? ofProcess.get(history.process(t)) : IntLookup.ABSENT;
            session[t] = known < 0 ? sessions++ : known;
            if (known < 0 && history.isOk(t)) {
                ofProcess.put(history.process(t), session[t]);
            }
            place[t] = sizes[session[t]]++;
        }
    }

    private void sortWrites() {
        writes = new int[history.operationCount()];
        keyRuns = new int[history.keyCount() + 1];
        int written = 0;
        for (int key = 0; key < history.keyCount(); key++) {
            int from = versions.keyStart[key];
            int to = versions.keyStart[key + 1];
            long[] sorted = new long[to - from];
            int count = 0;
            for (int i = from; i < to; i++) {
                int o = versions.byKey[i];
                if (!history.isRead(o) && versions.installs(o)) {
                    // Operation numbers of one session increase in session order.
                    sorted[count++] = (long) session[versions.owner[o]] << 32 | o;
                }
            }
            Arrays.sort(sorted, 0, count);
            for (int i = 0; i < count; i++) {
                int ofSession = (int) (sorted[i] >> 32);
                if (i == 0 || ofSession != runSession[runs - 1]) {
                    addRun(written, ofSession);
                }
                writes[written++] = (int) sorted[i];
            }
            keyRuns[key + 1] = runs;
        }
        addRun(written, -1);
        runs--;
    }

    private void addRun(int start, int ofSession) {
        if (runs == runStart.length) {
            runStart = Arrays.copyOf(runStart, 2 * runs);
            runSession = Arrays.copyOf(runSession, 2 * runs);
        }
        runStart[runs] = start;
        runSession[runs++] = ofSession;
    }

    private void findVisible(int transaction, int first) {
        for (int o = history.first(transaction); o < history.end(transaction); o++) {
            if (!history.isRead(o) || versions.source[o] < Versions.INITIAL) {
                continue;
            }
            int key = history.key(o);
            for (int run = firstRun(key, first); run < keyRuns[key + 1] && runSession[run] < first + BLOCK; run++) {
                int visible = clocks[BLOCK * transaction + runSession[run] - first];
                int write = visible == 0 ? -1 : lastBefore(runStart[run], runStart[run + 1], visible);
                if (write >= 0 && !isBeforeSource(write, versions.source[o], first)) {
                    sink.accept(write, o);
                }
            }
        }
    }

    /**
     * Returns true if a writer causally precedes the source of a read, or is that source. Such a writer implies no
     * order.
     */
    private boolean isBeforeSource(int write, int source, int first) {
        if (source < 0) {
            return false;
        }
        int writer = versions.owner[write];
        int origin = versions.owner[source];
        return session[writer] == session[origin]
                ? place[writer] <= place[origin]
                : place[writer] < clocks[BLOCK * origin + session[writer] - first];
    }

    private int firstRun(int key, int ofSession) {
        int at = Arrays.binarySearch(runSession, keyRuns[key], keyRuns[key + 1], ofSession);
        return at < 0 ? -at - 1 : at;
    }

    /** Returns the last write in a run whose transaction is before a place in its session; -1 if there is none. */
    private int lastBefore(int from, int to, int visible) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if (place[versions.owner[writes[middle]]] < visible) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == from ? -1 : writes[low - 1];
    }

    private void passOn(int node, int first) {
        int own = node < history.size() && versions.committed[node] ? session[node] - first : -1;
        for (int e = graph.first(node); e < graph.end(node); e++) {
            if (!graph.isIn(e, mask)) {
                continue;
            }
            int to = BLOCK * graph.target(e);
            int from = BLOCK * node;
            for (int s = 0; s < BLOCK; s++) {
                int visible = s == own ? place[node] + 1 : clocks[from + s];
                if (visible > clocks[to + s]) {
                    clocks[to + s] = visible;
                }
            }
        }
    }
}
