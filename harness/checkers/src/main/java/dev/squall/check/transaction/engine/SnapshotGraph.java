package dev.squall.check.transaction.engine;

/**
 * Graph of starts and commits. The start of transaction t is node 2 t, and its commit is node 2 t + 1; an auxiliary
 * node stays one node. A transaction commits after its start. The wr, ww and o edges lead from a commit to a start: a
 * version is committed before it is read or overwritten. The rw edges lead from a start to a commit: a version that a
 * transaction misses is committed after its start. A history satisfies snapshot isolation if and only if version orders
 * exist for which this graph has no cycle.
 *
 * <p>Proof: a topological order gives start and commit points. Writers of one key do not overlap, by ww. Each read
 * returns the last version committed before its start, by wr and rw. The opposite direction is immediate.
 */
final class SnapshotGraph {

    private SnapshotGraph() {}

    /** Returns the start node of a transaction, or the node of an auxiliary node. */
    static int start(int node, int transactions) {
        return node < transactions ? 2 * node : transactions + node;
    }

    /** Returns the commit node of a transaction, or the node of an auxiliary node. */
    static int commit(int node, int transactions) {
        return node < transactions ? 2 * node + 1 : transactions + node;
    }

    /**
     * Returns the sealed graph of starts and commits.
     *
     * @param transactions number of transactions, which are the first nodes
     * @param mask kinds of edges to use
     */
    static Graph of(Graph graph, int transactions, int mask) {
        Graph events = new Graph(graph.nodes() + transactions);
        for (int v = 0; v < graph.nodes(); v++) {
            if (v < transactions) {
                events.add(2 * v, 2 * v + 1, Graph.PASS);
            }
            for (int e = graph.first(v); e < graph.end(v); e++) {
                int kind = graph.kind(e);
                int target = graph.target(e);
                if (graph.isIn(e, mask)) {
                    boolean rw = kind == Graph.RW || kind == Graph.PASS;
                    events.add(
                            rw ? start(v, transactions) : commit(v, transactions),
                            rw ? commit(target, transactions) : start(target, transactions),
                            kind);
                }
            }
        }
        return events.seal();
    }
}
