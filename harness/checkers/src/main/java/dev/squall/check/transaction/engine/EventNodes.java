package dev.squall.check.transaction.engine;

import dev.squall.check.transaction.level.IsolationLevel.Base;

/** Nodes of a search, and the fixed edges between them. A transaction has one node, or two for snapshot isolation. */
final class EventNodes {

    final boolean events;
    final int transactions;
    final int count;
    int[] from = new int[1024];
    int[] to = new int[1024];
    int edges;

    EventNodes(Graph known, int transactions, int mask, Base base) {
        this.events = base == Base.SNAPSHOT_ISOLATION;
        this.transactions = transactions;
        int taken = base == Base.PARALLEL_SNAPSHOT_ISOLATION ? mask & ~(1 << Graph.RW | 1 << Graph.PASS) : mask;
        Graph graph = events ? SnapshotGraph.of(known, transactions, mask) : known;
        this.count = graph.nodes();
        for (int v = 0; v < count; v++) {
            for (int e = graph.first(v); e < graph.end(v); e++) {
                if (graph.isIn(e, events ? Graph.ALL : taken)) {
                    add(v, graph.target(e));
                }
            }
        }
    }

    private void add(int source, int target) {
        if (edges == from.length) {
            from = java.util.Arrays.copyOf(from, 2 * edges);
            to = java.util.Arrays.copyOf(to, 2 * edges);
        }
        from[edges] = source;
        to[edges++] = target;
    }

    int start(int transaction) {
        return events ? 2 * transaction : transaction;
    }

    int commit(int transaction) {
        return events ? 2 * transaction + 1 : transaction;
    }

    /** Returns the node of the known graph to which a search node belongs. */
    int graphNode(int node) {
        if (!events) {
            return node;
        }
        return node < 2 * transactions ? node / 2 : node - transactions;
    }
}
