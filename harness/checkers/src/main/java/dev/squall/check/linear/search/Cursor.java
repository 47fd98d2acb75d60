package dev.squall.check.linear.search;

import java.util.Arrays;

/**
 * Set of calls that are open in one layer of a problem. The cursor moves forwards and backwards between layers, in time
 * linear in the calls that open and close.
 */
final class Cursor {

    private final Problem problem;
    private final CrashClasses crashes;

    /** Open calls, sorted by the layer of their return; the first one returns in this layer. */
    int[] open = new int[16];

    int openCount;

    /** Crash classes that can be used in this layer, in increasing order. */
    final int[] active;

    int activeCount;

    /** Number of invoked calls of each crash class. */
    final int[] available;

    private final int[] byLastLayer;
    private int ended;
    private int begun;
    private int layer;

    Cursor(Problem problem) {
        this.problem = problem;
        this.crashes = problem.crashes;
        this.active = new int[crashes.count()];
        this.available = new int[crashes.count()];
        this.byLastLayer = byLastLayer();
        enter();
    }

    private int[] byLastLayer() {
        long[] keys = new long[crashes.count()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) crashes.lastLayer[i] << 32 | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    int layer() {
        return layer;
    }

    void moveTo(int target) {
        while (layer < target) {
            close();
            layer++;
            enter();
        }
        while (layer > target) {
            leaveBackwards();
            layer--;
            reopen();
        }
    }

    /** Opens the calls that are invoked before this layer's return. */
    private void enter() {
        if (layer == problem.layers()) {
            return;
        }
        for (int i = problem.firstOpened[layer]; i < problem.firstOpened[layer + 1]; i++) {
            insert(problem.opened[i]);
        }
        while (begun < crashes.count() && crashes.firstLayer[begun] == layer) {
            activate(begun++);
        }
        for (int i = crashes.firstArrival[layer]; i < crashes.firstArrival[layer + 1]; i++) {
            available[crashes.arrivals[i]]++;
        }
    }

    private void leaveBackwards() {
        if (layer == problem.layers()) {
            return;
        }
        for (int i = crashes.firstArrival[layer]; i < crashes.firstArrival[layer + 1]; i++) {
            available[crashes.arrivals[i]]--;
        }
        while (begun > 0 && crashes.firstLayer[begun - 1] == layer) {
            deactivate(--begun);
        }
        for (int i = problem.firstOpened[layer]; i < problem.firstOpened[layer + 1]; i++) {
            remove(problem.opened[i]);
        }
    }

    /** Closes the call that returns in this layer. */
    private void close() {
        System.arraycopy(open, 1, open, 0, --openCount);
        while (ended < byLastLayer.length && crashes.lastLayer[byLastLayer[ended]] == layer) {
            deactivate(byLastLayer[ended++]);
        }
    }

    private void reopen() {
        while (ended > 0 && crashes.lastLayer[byLastLayer[ended - 1]] == layer) {
            activate(byLastLayer[--ended]);
        }
        insert(problem.layerCall[layer]);
    }

    private void insert(int call) {
        if (openCount == open.length) {
            open = Arrays.copyOf(open, 2 * openCount);
        }
        int at = openCount++;
        while (at > 0 && problem.layerOf[open[at - 1]] > problem.layerOf[call]) {
            open[at] = open[at - 1];
            at--;
        }
        open[at] = call;
    }

    private void remove(int call) {
        int at = 0;
        while (open[at] != call) {
            at++;
        }
        System.arraycopy(open, at + 1, open, at, --openCount - at);
    }

    private void activate(int crashClass) {
        int at = activeCount++;
        while (at > 0 && active[at - 1] > crashClass) {
            active[at] = active[at - 1];
            at--;
        }
        active[at] = crashClass;
    }

    private void deactivate(int crashClass) {
        int at = Arrays.binarySearch(active, 0, activeCount, crashClass);
        System.arraycopy(active, at + 1, active, at, --activeCount - at);
    }
}
