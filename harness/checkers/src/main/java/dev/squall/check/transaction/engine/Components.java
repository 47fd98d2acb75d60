package dev.squall.check.transaction.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Strongly connected components of a graph, for a mask of kinds of edges. Takes O(nodes + edges), without recursion.
 *
 * <p>Source: R. Tarjan, Depth-first search and linear graph algorithms, 1972.
 */
final class Components {

    private final Graph graph;
    private final int mask;
    /** Component of each node. Edges between components lead to lower numbers. */
    final int[] component;
    /** Nodes in the order in which their components were completed, sinks first. */
    final int[] finished;

    private int finishedCount;
    private int components;
    private int[] low;
    private int[] edge;
    private int[] stack;

    Components(Graph graph, int mask) {
        this.graph = graph;
        this.mask = mask;
        int n = graph.nodes();
        component = new int[n];
        finished = new int[n];
        Arrays.fill(component, -1);
        low = new int[n];
        edge = new int[n];
        stack = new int[n];
        run(n);
        low = null;
        edge = null;
        stack = null;
    }

    private void run(int n) {
        int[] path = new int[n];
        BitSet lowered = new BitSet(n);
        int visited = 0;
        int open = 0;
        for (int root = 0; root < n; root++) {
            if (low[root] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            low[root] = ++visited;
            edge[root] = graph.first(root);
            stack[open++] = root;
            while (depth >= 0) {
                int v = path[depth];
                if (edge[v] < graph.end(v)) {
                    int e = edge[v]++;
                    if (!graph.isIn(e, mask)) {
                        continue;
                    }
                    int w = graph.target(e);
                    if (low[w] == 0) {
                        low[w] = ++visited;
                        edge[w] = graph.first(w);
                        stack[open++] = w;
                        path[++depth] = w;
                    } else if (component[w] < 0 && low[w] < low[v]) {
                        low[v] = low[w];
                        lowered.set(v);
                    }
                    continue;
                }
                depth--;
                if (!lowered.get(v)) {
                    int w;
                    do {
                        w = stack[--open];
                        component[w] = components;
                        finished[finishedCount++] = w;
                    } while (w != v);
                    components++;
                } else if (depth >= 0) {
                    int parent = path[depth];
                    if (low[v] < low[parent]) {
                        low[parent] = low[v];
                        lowered.set(parent);
                    }
                }
            }
        }
    }

    /** Returns true if the graph has no cycle. */
    boolean isAcyclic() {
        return components == graph.nodes();
    }

    int count() {
        return components;
    }

    /** Returns all nodes in topological order, if there is no cycle. */
    int[] order() {
        int[] order = new int[finished.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = finished[order.length - 1 - i];
        }
        return order;
    }

    /** Returns the nodes of the components that have more than one node, component by component. */
    List<int[]> cyclic() {
        List<int[]> cyclic = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= finished.length; i++) {
            if (i == finished.length || component[finished[i]] != component[finished[from]]) {
                if (i - from > 1) {
                    cyclic.add(Arrays.copyOfRange(finished, from, i));
                }
                from = i;
            }
        }
        return cyclic;
    }
}
