package dev.squall.check.transaction.engine;

/**
 * Graph of starts and commits: start of transaction t is node 2 t, its commit 2 t + 1, and a node that is no
 * transaction has one node. A transaction commits after its start. wr, ww and o lead from a commit to a start: what is
 * read or overwritten was committed before. rw leads from a start to a commit: what is not seen commits later. A
 * history is snapshot isolated iff version orders exist for which this graph has no cycle.
 *
 * <p>Proof: a topological order gives start and commit points; writers of one key do not overlap (ww), each read
 * returns the last version committed before its start (wr and rw). The opposite direction is immediate.
 */
final class SnapshotGraph {

    private SnapshotGraph() {}

    /** Returns the node of a start, or of what is no transaction. */
    static int start(int node, int transactions) {
        return node < transactions ? 2 * node : transactions + node;
    }

    /** Returns the node of a commit, or of what is no transaction. */
    static int commit(int node, int transactions) {
        return node < transactions ? 2 * node + 1 : transactions + node;
    }

    /**
     * Returns the sealed graph.
     *
     * @param transactions number of nodes that are transactions, which come first
     * @param mask kinds of edges to take
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
