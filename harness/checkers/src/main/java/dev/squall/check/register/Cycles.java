package dev.squall.check.register;

import dev.squall.check.Meter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Search for a cycle in a directed graph. */
public final class Cycles {

    private static final int NONE = -1;
    private static final int STARTS = 32;
    private static final byte OPEN = 1;
    private static final byte DONE = 2;

    private final IntFunction<int[]> successors;
    private final Meter meter;
    private final byte[] state;
    private final int[] parent;

    private Cycles(int nodes, IntFunction<int[]> successors, Meter meter) {
        this.successors = successors;
        this.meter = meter;
        this.state = new byte[nodes];
        this.parent = new int[nodes];
    }

    /**
     * Returns the nodes of a cycle in order; empty if there is none. Depth-first search finds a cycle in O(n + m).
     * Breadth-first searches from some of its nodes then look for a shorter one.
     */
    public static int[] find(int nodes, IntFunction<int[]> successors, Meter meter) {
        Cycles cycles = new Cycles(nodes, successors, meter);
        for (int node = 0; node < nodes; node++) {
            if (cycles.state[node] == 0) {
                int[] cycle = cycles.search(node);
                if (cycle.length > 0) {
                    return cycles.shorten(cycle);
                }
            }
        }
        return new int[0];
    }

    private record Frame(int node, int[] successors, int[] next) {}

    private int[] search(int start) {
        ArrayDeque<Frame> stack = new ArrayDeque<>();
        enter(start, NONE, stack);
        while (!stack.isEmpty()) {
            meter.step();
            Frame frame = stack.peek();
            if (frame.next()[0] == frame.successors().length) {
                state[frame.node()] = DONE;
                stack.pop();
                continue;
            }
            int to = frame.successors()[frame.next()[0]++];
            if (state[to] == OPEN) {
                return chain(to, frame.node());
            }
            if (state[to] == 0) {
                enter(to, frame.node(), stack);
            }
        }
        return new int[0];
    }

    private void enter(int node, int from, ArrayDeque<Frame> stack) {
        state[node] = OPEN;
        parent[node] = from;
        stack.push(new Frame(node, successors.apply(node), new int[1]));
    }

    /** Returns the path from one node to another, along the parent links of the latter. */
    private int[] chain(int first, int last) {
        int length = 1;
        for (int node = last; node != first; node = parent[node]) {
            length++;
        }
        int[] chain = new int[length];
        int node = last;
        for (int i = length - 1; i >= 0; i--) {
            chain[i] = node;
            node = parent[node];
        }
        return chain;
    }

    private int[] shorten(int[] cycle) {
        int[] shortest = cycle;
        for (int i = 0; i < Math.min(cycle.length, STARTS); i++) {
            int[] through = shortestThrough(cycle[i]);
            shortest = through.length < shortest.length ? through : shortest;
        }
        return shortest;
    }

    private int[] shortestThrough(int start) {
        Arrays.fill(parent, NONE);
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(start);
        while (true) {
            meter.step();
            int node = queue.remove();
            for (int to : successors.apply(node)) {
                if (to == start) {
                    return chain(start, node);
                }
                if (parent[to] == NONE) {
                    parent[to] = node;
                    queue.add(to);
                }
            }
        }
    }
}
