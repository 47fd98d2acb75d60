package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;

/**
 * Search for a cycle with exactly one rw edge, in a graph whose other edges have no cycle. The search processes 64
 * readers at a time, one bit for each. A reader's bit starts at the writers that the reader missed and propagates in
 * topological order. If the bit returns to its reader, there is a cycle. Takes O(readers / 64 * edges).
 */
final class SingleAntiDependency {

    private final Graph graph;
    private final int[] order;
    private final int rest;
    private final int transactions;
    private final Meter meter;

    /**
     * @param inner components without rw edges, each of a single node
     * @param mask kinds of edges to use
     */
    SingleAntiDependency(Graph graph, Components inner, int mask, int transactions, Meter meter) {
        this.graph = graph;
        this.rest = mask & ~(1 << Graph.RW);
        // Auxiliary nodes between a reader and a fan of writers are reached only by rw edges, so they may be anywhere
        // before the writers.
        this.order = new Components(graph, rest).order();
        this.transactions = transactions;
        this.meter = meter;
    }

    /** Returns a reader whose rw edge begins such a cycle; -1 if there is none. */
    int reader() {
        long[] bits = new long[graph.nodes()];
        int[] batch = new int[Long.SIZE];
        int count = 0;
        for (int v = 0; v < transactions; v++) {
            if (hasRw(v)) {
                batch[count++] = v;
            }
            if (count == Long.SIZE || v == transactions - 1 && count > 0) {
                int found = search(batch, count, bits);
                if (found >= 0) {
                    return found;
                }
                count = 0;
            }
        }
        return -1;
    }

    private boolean hasRw(int node) {
        for (int e = graph.first(node); e < graph.end(node); e++) {
            if (graph.kind(e) == Graph.RW) {
                return true;
            }
        }
        return false;
    }

    private int search(int[] batch, int count, long[] bits) {
        meter.checkTime();
        java.util.Arrays.fill(bits, 0);
        for (int i = 0; i < count; i++) {
            for (int e = graph.first(batch[i]); e < graph.end(batch[i]); e++) {
                if (graph.kind(e) == Graph.RW) {
                    bits[graph.target(e)] |= 1L << i;
                }
            }
        }
        for (int v : order) {
            long passed = bits[v];
            for (int e = graph.first(v); passed != 0 && e < graph.end(v); e++) {
                if (graph.isIn(e, rest)) {
                    bits[graph.target(e)] |= passed;
                }
            }
        }
        for (int i = 0; i < count; i++) {
            if ((bits[batch[i]] >>> i & 1) != 0) {
                return batch[i];
            }
        }
        return -1;
    }
}
