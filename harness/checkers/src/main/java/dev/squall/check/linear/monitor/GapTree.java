package dev.squall.check.linear.monitor;

/** Segment tree with the number of zones that cover each gap. An operation takes O(log n). */
final class GapTree {

    private final int size;
    private final int[] minimum;
    private final int[] added;

    GapTree(int gaps) {
        this.size = Math.max(1, Integer.highestOneBit(Math.max(1, gaps - 1)) * 2);
        this.minimum = new int[2 * size];
        this.added = new int[2 * size];
    }

    /** Adds a difference to the counts of the gaps in the range {@code [from, to)}. */
    void add(int from, int to, int difference) {
        add(1, 0, size, from, to, difference);
    }

    private void add(int node, int begin, int end, int from, int to, int difference) {
        if (to <= begin || end <= from) {
            return;
        }
        if (from <= begin && end <= to) {
            minimum[node] += difference;
            added[node] += difference;
            return;
        }
        int middle = begin + end >>> 1;
        add(2 * node, begin, middle, from, to, difference);
        add(2 * node + 1, middle, end, from, to, difference);
        minimum[node] = Math.min(minimum[2 * node], minimum[2 * node + 1]) + added[node];
    }

    /** Returns the first gap in the range {@code [from, to)} that no zone covers; {@code to} if there is none. */
    int firstUncovered(int from, int to) {
        int found = firstUncovered(1, 0, size, from, to, 0);
        return found < 0 ? to : found;
    }

    private int firstUncovered(int node, int begin, int end, int from, int to, int above) {
        if (to <= begin || end <= from || minimum[node] + above > 0) {
            return -1;
        }
        if (end - begin == 1) {
            return begin;
        }
        int middle = begin + end >>> 1;
        int left = firstUncovered(2 * node, begin, middle, from, to, above + added[node]);
        return left >= 0 ? left : firstUncovered(2 * node + 1, middle, end, from, to, above + added[node]);
    }
}
