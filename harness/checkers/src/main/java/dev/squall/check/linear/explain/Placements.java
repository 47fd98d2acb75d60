package dev.squall.check.linear.explain;

import dev.squall.check.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Tree of the placements of a sweep; each node leads back to the sweep's initial state. */
final class Placements {

    /** Call number of a root. */
    static final int NO_CALL = -1;

    private static final int NO_PARENT = -1;
    private static final int FIELDS = 4;

    /**
     * Effect of one call.
     *
     * @param call the call that took effect, or {@link #NO_CALL} for the initial state
     * @param event the number of the event after which the call took effect
     * @param after the state after the call
     */
    record Placement(int call, int event, int after) {}

    private final Meter budget;
    private int[] nodes = new int[FIELDS * 64];
    private int size;

    Placements(Meter budget) {
        this.budget = budget;
    }

    /** Adds an initial state of the sweep and returns its node. */
    int root(int state) {
        return add(NO_PARENT, NO_CALL, -1, state);
    }

    /** Adds a placement after another one and returns its node. */
    int add(int parent, int call, int event, int after) {
        int at = FIELDS * size;
        if (at == nodes.length) {
            budget.reserve((long) Integer.BYTES * at);
            nodes = Arrays.copyOf(nodes, 2 * at);
        }
        nodes[at] = parent;
        nodes[at + 1] = call;
        nodes[at + 2] = event;
        nodes[at + 3] = after;
        return size++;
    }

    /** Returns the placements that lead to a node, the root first. */
    List<Placement> upTo(int node) {
        List<Placement> path = new ArrayList<>();
        for (int n = node; n != NO_PARENT; n = nodes[FIELDS * n]) {
            int at = FIELDS * n;
            path.add(new Placement(nodes[at + 1], nodes[at + 2], nodes[at + 3]));
        }
        Collections.reverse(path);
        return path;
    }

    /** Removes all placements and releases their memory. */
    void release() {
        budget.release((long) Integer.BYTES * (nodes.length - FIELDS * 64));
        nodes = new int[FIELDS * 64];
        size = 0;
    }
}
