package dev.squall.check.transaction.search;

import java.util.Arrays;

/**
 * Dynamic topological order of nodes. Fixed edges exist from the start; further edges are added, and removed in the
 * opposite order. Adding an edge takes time in the size of the affected part of the order; removing an edge does not
 * change the order.
 *
 * <p>Source: D. Pearce and P. Kelly, A dynamic topological sort algorithm for directed acyclic graphs, 2006.
 */
public final class TopologicalOrder {

    private final int nodes;
    private final int[] outStart;
    private final int[] out;
    private final int[] inStart;
    private final int[] in;
    private final int[] firstOut;
    private final int[] firstIn;
    private int[] nextOut = new int[64];
    private int[] nextIn = new int[64];
    private int[] edgeFrom = new int[64];
    private int[] edgeTo = new int[64];
    private int[] edgeLabel = new int[64];
    private int added;
    private final int[] position;
    private final int[] mark;
    private final int[] parent;
    private final int[] parentLabel;
    private int marks;
    private int[] forward = new int[64];
    private int[] backward = new int[64];
    private int forwardCount;
    private int backwardCount;
    private boolean acyclic;

    /**
     * Creates the order of fixed edges. Unordered nodes are sorted by rank.
     *
     * @param from sources of the fixed edges
     * @param to targets of the fixed edges
     * @param rank rank of each node
     */
    public TopologicalOrder(int nodes, int[] from, int[] to, int edges, int[] rank) {
        this.nodes = nodes;
        outStart = new int[nodes + 1];
        out = new int[edges];
        inStart = new int[nodes + 1];
        in = new int[edges];
        sort(from, to, edges, outStart, out);
        sort(to, from, edges, inStart, in);
        firstOut = new int[nodes];
        firstIn = new int[nodes];
        Arrays.fill(firstOut, -1);
        Arrays.fill(firstIn, -1);
        position = new int[nodes];
        mark = new int[nodes];
        parent = new int[nodes];
        parentLabel = new int[nodes];
        sortByRank(rank);
    }

    private void sort(int[] from, int[] to, int edges, int[] start, int[] sorted) {
        for (int e = 0; e < edges; e++) {
            start[from[e] + 1]++;
        }
        for (int v = 0; v < nodes; v++) {
            start[v + 1] += start[v];
        }
        int[] next = Arrays.copyOf(start, nodes);
        for (int e = 0; e < edges; e++) {
            sorted[next[from[e]]++] = to[e];
        }
    }

    private void sortByRank(int[] rank) {
        java.util.PriorityQueue<Long> ready = new java.util.PriorityQueue<>();
        int[] degree = new int[nodes];
        for (int v = 0; v < nodes; v++) {
            degree[v] = inStart[v + 1] - inStart[v];
            if (degree[v] == 0) {
                ready.add((long) rank[v] << 32 | v);
            }
        }
        int placed = 0;
        while (!ready.isEmpty()) {
            int v = (int) (long) ready.poll();
            position[v] = placed++;
            for (int e = outStart[v]; e < outStart[v + 1]; e++) {
                if (--degree[out[e]] == 0) {
                    ready.add((long) rank[out[e]] << 32 | out[e]);
                }
            }
        }
        acyclic = placed == nodes;
    }

    /**
     * Returns true if the fixed edges have no cycle. If the fixed edges have a cycle, no other method may be called.
     */
    public boolean isAcyclic() {
        return acyclic;
    }

    /** Returns the position of a node in the order, from 0. */
    public int position(int node) {
        return position[node];
    }

    /**
     * Adds an edge unless it closes a cycle.
     *
     * @return true if the edge was added; false if a path leads from its target to its source. {@link #pathLabels} then
     *     returns that path, which is a single node for an edge from a node to itself
     */
    public boolean add(int from, int to, int label) {
        if (from == to) {
            pathEnd = from;
            pathBegin = from;
            return false;
        }
        if (position[from] > position[to] && !makeRoom(from, to)) {
            return false;
        }
        if (added == edgeFrom.length) {
            edgeFrom = Arrays.copyOf(edgeFrom, 2 * added);
            edgeTo = Arrays.copyOf(edgeTo, 2 * added);
            edgeLabel = Arrays.copyOf(edgeLabel, 2 * added);
            nextOut = Arrays.copyOf(nextOut, 2 * added);
            nextIn = Arrays.copyOf(nextIn, 2 * added);
        }
        edgeFrom[added] = from;
        edgeTo[added] = to;
        edgeLabel[added] = label;
        nextOut[added] = firstOut[from];
        firstOut[from] = added;
        nextIn[added] = firstIn[to];
        firstIn[to] = added++;
        return true;
    }

    /** Removes the edge that was added last. */
    public void removeLast() {
        added--;
        firstOut[edgeFrom[added]] = nextOut[added];
        firstIn[edgeTo[added]] = nextIn[added];
    }

    private int pathBegin;
    private int pathEnd;

    private boolean makeRoom(int from, int to) {
        if (reaches(to, from)) {
            return false;
        }
        marks++;
        backwardCount = 0;
        backward = push(backward, backwardCount++, from);
        mark[from] = marks;
        int lower = position[to];
        for (int i = 0; i < backwardCount; i++) {
            int v = backward[i];
            for (int e = inStart[v]; e < inStart[v + 1]; e++) {
                visitBackward(in[e], lower);
            }
            for (int e = firstIn[v]; e >= 0; e = nextIn[e]) {
                visitBackward(edgeFrom[e], lower);
            }
        }
        reorder();
        return true;
    }

    private void visitBackward(int node, int lower) {
        if (mark[node] != marks && position[node] > lower) {
            mark[node] = marks;
            backward = push(backward, backwardCount++, node);
        }
    }

    /** Returns true if a path leads from one node to another, and keeps the path for {@link #pathLabels}. */
    public boolean reaches(int from, int to) {
        int upper = position[to];
        if (position[from] > upper) {
            return false;
        }
        marks++;
        forwardCount = 0;
        forward = push(forward, forwardCount++, from);
        mark[from] = marks;
        pathBegin = from;
        pathEnd = to;
        for (int i = 0; i < forwardCount; i++) {
            int v = forward[i];
            if (v == to) {
                return true;
            }
            for (int e = outStart[v]; e < outStart[v + 1]; e++) {
                visitForward(out[e], v, -1, upper);
            }
            for (int e = firstOut[v]; e >= 0; e = nextOut[e]) {
                visitForward(edgeTo[e], v, edgeLabel[e], upper);
            }
        }
        return false;
    }

    private void visitForward(int node, int by, int label, int upper) {
        if (mark[node] != marks && position[node] <= upper) {
            mark[node] = marks;
            parent[node] = by;
            parentLabel[node] = label;
            forward = push(forward, forwardCount++, node);
        }
    }

    /** Returns the labels of the added edges on the last path found; fixed edges have no label. */
    public int[] pathLabels() {
        int[] labels = new int[16];
        int count = 0;
        for (int v = pathEnd; v != pathBegin; v = parent[v]) {
            if (parentLabel[v] >= 0) {
                labels = push(labels, count++, parentLabel[v]);
            }
        }
        return Arrays.copyOf(labels, count);
    }

    /** Returns the nodes of the last path found, in order. */
    public int[] pathNodes() {
        int count = 1;
        for (int v = pathEnd; v != pathBegin; v = parent[v]) {
            count++;
        }
        int[] path = new int[count];
        for (int v = pathEnd; v != pathBegin; v = parent[v]) {
            path[--count] = v;
        }
        path[0] = pathBegin;
        return path;
    }

    /** Returns the label of the edge that enters a node on the last path found; -1 for a fixed edge. */
    public int labelInto(int node) {
        return parentLabel[node];
    }

    /** Moves the new edge's predecessors before its successors, within the positions that both occupy. */
    private void reorder() {
        int[] lower = sortedByPosition(backward, backwardCount);
        int[] upper = sortedByPosition(forward, forwardCount);
        int[] places = new int[lower.length + upper.length];
        for (int i = 0; i < lower.length; i++) {
            places[i] = position[lower[i]];
        }
        for (int i = 0; i < upper.length; i++) {
            places[lower.length + i] = position[upper[i]];
        }
        Arrays.sort(places);
        for (int i = 0; i < lower.length; i++) {
            position[lower[i]] = places[i];
        }
        for (int i = 0; i < upper.length; i++) {
            position[upper[i]] = places[lower.length + i];
        }
    }

    private int[] sortedByPosition(int[] some, int count) {
        long[] pairs = new long[count];
        for (int i = 0; i < count; i++) {
            pairs[i] = (long) position[some[i]] << 32 | some[i];
        }
        Arrays.sort(pairs);
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = (int) pairs[i];
        }
        return sorted;
    }

    private static int[] push(int[] array, int at, int value) {
        int[] room = at < array.length ? array : Arrays.copyOf(array, 2 * at);
        room[at] = value;
        return room;
    }
}
