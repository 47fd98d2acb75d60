package dev.squall.check.transaction.engine;

import java.util.Arrays;

/**
 * Directed graph in primitive arrays, whose edges have kinds. Edges are added first; {@link #seal} then sorts them by
 * source in O(nodes + edges). Algorithms take a mask of kinds and ignore edges of other kinds.
 */
final class Graph {

    static final int SESSION = 0;
    static final int REAL_TIME = 1;
    static final int WR = 2;
    static final int WW = 3;
    static final int RW = 4;
    /** Kind of an edge that continues another edge through an auxiliary node. */
    static final int PASS = 5;
    /**
     * Kind of a derived edge: from a writer visible to a reader to the writer of the version that the reader returned.
     */
    static final int DERIVED = 6;

    static final int ALL = (1 << 7) - 1;
    private static final int NODE_BITS = 28;
    private static final int NODE_MASK = (1 << NODE_BITS) - 1;

    private int nodes;
    private int[] from = new int[1024];
    private int[] to = new int[1024];
    private int edges;
    private int[] start;
    private int[] target;

    Graph(int nodes) {
        this.nodes = nodes;
    }

    int nodes() {
        return nodes;
    }

    int edges() {
        return edges;
    }

    int addNode() {
        if (nodes == NODE_MASK) {
            throw new IllegalArgumentException("found more than " + NODE_MASK + " nodes, expected fewer transactions");
        }
        return nodes++;
    }

    void add(int source, int destination, int kind) {
        if (edges == from.length) {
            int capacity = edges + (edges >> 1);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
        }
        from[edges] = source;
        to[edges++] = destination | kind << NODE_BITS;
    }

    /** Sorts the edges by source. No edges can be added afterwards. */
    Graph seal() {
        start = new int[nodes + 2];
        for (int e = 0; e < edges; e++) {
            start[from[e] + 2]++;
        }
        for (int v = 2; v < nodes + 2; v++) {
            start[v] += start[v - 1];
        }
        target = new int[edges];
        for (int e = 0; e < edges; e++) {
            target[start[from[e] + 1]++] = to[e];
        }
        from = null;
        to = null;
        return this;
    }

    int first(int node) {
        return start[node];
    }

    int end(int node) {
        return start[node + 1];
    }

    int target(int edge) {
        return target[edge] & NODE_MASK;
    }

    int kind(int edge) {
        return target[edge] >>> NODE_BITS;
    }

    boolean isIn(int edge, int mask) {
        return (mask >>> (target[edge] >>> NODE_BITS) & 1) != 0;
    }
}
