package dev.squall.check.transaction.engine;

import dev.squall.check.Meter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shortest cycles of a shape, by breadth-first search from a node. */
final class Cycles {

    /** Shape of a cycle, by its rw edges. */
    enum Shape {
        /** No rw. */
        NONE,
        /** Exactly one rw, the first edge. */
        ONE,
        /** The first edge is rw, no two rw are adjacent. */
        NONADJACENT,
        /** Any number of rw. */
        ANY
    }

    /** Edge of a cycle between nodes of the graph. */
    record Step(int from, int to, int kind) {}

    private static final int RW_LAST = 1;

    private final Graph graph;
    private final int mask;

    Cycles(Graph graph, int mask) {
        this.graph = graph;
        this.mask = mask;
    }

    /**
     * Returns a shortest cycle of a shape through a node, or null if there is none. Takes O(nodes + edges) that it
     * meets.
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

    /** Returns the shortest of the shortest cycles through some nodes, as far as the steps go; null if none has one. */
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
