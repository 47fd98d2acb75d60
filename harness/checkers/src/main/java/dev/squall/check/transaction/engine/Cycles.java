package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Search for shortest cycles of a given shape, breadth first from a node. */
final class Cycles {

    /** Shape of a cycle, by its rw edges. */
    enum Shape {
        /** The cycle has no rw edge. */
        NONE,
        /** The cycle has exactly one rw edge, the first one. */
        ONE,
        /** The first edge is rw, and no two rw edges are adjacent. */
        NONADJACENT,
        /** The cycle has any number of rw edges. */
        ANY
    }

    /** Edge of a cycle, between two nodes of the graph. */
    record Step(int from, int to, int kind) {}

    private static final int RW_LAST = 1;

    private final Graph graph;
    private final int mask;

    Cycles(Graph graph, int mask) {
        this.graph = graph;
        this.mask = mask;
    }

    /**
     * Returns a shortest cycle of a shape through a node, or null if there is none. Takes O(nodes + edges) of the
     * visited part of the graph.
     */
    List<Step> shortest(int start, Shape shape, Meter meter) {
        Map<Integer, int[]> parents = new HashMap<>();
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        boolean rwFirst = shape == Shape.ONE || shape == Shape.NONADJACENT;
        queue.add(2 * start);
        boolean isFirst = true;
        while (!queue.isEmpty()) {
            int state = queue.remove();
            int node = state >> 1;
            boolean rwLast = (state & RW_LAST) != 0;
            meter.step();
            for (int e = graph.first(node); e < graph.end(node); e++) {
                int kind = graph.kind(e);
                if (!graph.isIn(e, mask) || isFirst && rwFirst && kind != Graph.RW) {
                    continue;
                }
                if (!isFirst && kind == Graph.RW && (shape != Shape.ANY && (shape != Shape.NONADJACENT || rwLast))
                        || kind == Graph.RW && shape == Shape.NONE) {
                    continue;
                }
                boolean rw = kind == Graph.RW || kind == Graph.PASS && rwLast;
                int next = 2 * graph.target(e) + (rw && shape == Shape.NONADJACENT ? RW_LAST : 0);
                if (next == 2 * start || next == 2 * start + RW_LAST && shape != Shape.NONADJACENT) {
                    return unwind(parents, state, start, kind);
                }
                if (!parents.containsKey(next)) {
                    parents.put(next, new int[] {state, kind});
                    queue.add(next);
                }
            }
            isFirst = false;
        }
        return null;
    }

    private static List<Step> unwind(Map<Integer, int[]> parents, int last, int start, int kind) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(last >> 1, start, kind));
        for (int state = last; state != 2 * start; ) {
            int[] parent = parents.get(state);
            steps.add(0, new Step(parent[0] >> 1, state >> 1, parent[1]));
            state = parent[0];
        }
        return steps;
    }

    /**
     * Returns the shortest cycle through one of some nodes, of which it tries about {@code searches}; null if it finds
     * none.
     */
    List<Step> shortestOf(int[] nodes, Shape shape, Meter meter, int searches) {
        List<Step> best = null;
        int step = Math.max(1, nodes.length / searches);
        for (int i = 0; i < nodes.length && (best == null || best.size() > 2); i += step) {
            List<Step> cycle = shortest(nodes[i], shape, meter);
            if (cycle != null && (best == null || cycle.size() < best.size())) {
                best = cycle;
            }
        }
        return best;
    }
}
