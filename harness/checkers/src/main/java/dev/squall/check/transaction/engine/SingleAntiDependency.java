package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import java.util.Arrays;

/**
 * Search for a cycle with exactly one rw edge, in a graph whose other edges have no cycle. The search processes 64
 * readers at a time, one bit for each. A reader's bit starts at the writers that the reader missed and propagates in
 * topological order. If the bit returns to its reader, there is a cycle.
 *
 * <p>Only rw edges against the topological order can be in such a cycle, since all its other edges are along the order.
 * Takes O(r / 64 * edges), where r is the number of readers with such an edge.
 */
final class SingleAntiDependency {

    private final Graph graph;
    private final int[] order;
    private final int[] place;
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
        this.place = new int[graph.nodes()];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        this.transactions = transactions;
        this.meter = meter;
    }

    /** Returns a reader whose rw edge begins such a cycle; -1 if there is none. */
    int reader() {
        long[] bits = new long[graph.nodes()];
        int[] batch = new int[Long.SIZE];
        int count = 0;
        for (int v = 0; v < transactions; v++) {
            if (hasRwBack(v)) {
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

    private boolean hasRwBack(int node) {
        for (int e = graph.first(node); e < graph.end(node); e++) {
            if (isRwBack(node, e)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRwBack(int node, int edge) {
        return graph.kind(edge) == Graph.RW && place[graph.target(edge)] < place[node];
    }

    private int search(int[] batch, int count, long[] bits) {
        meter.checkTime();
        Arrays.fill(bits, 0);
        int first = order.length;
        int last = 0;
        for (int i = 0; i < count; i++) {
            last = Math.max(last, place[batch[i]]);
            for (int e = graph.first(batch[i]); e < graph.end(batch[i]); e++) {
                if (isRwBack(batch[i], e)) {
                    bits[graph.target(e)] |= 1L << i;
                    first = Math.min(first, place[graph.target(e)]);
                }
            }
        }
        for (int at = first; at < last; at++) {
            int v = order[at];
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
