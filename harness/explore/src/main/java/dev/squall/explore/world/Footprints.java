package dev.squall.explore.world;

import dev.squall.explore.search.Footprint;

/** Footprints of events at nodes, made once for all worlds. */
final class Footprints {

    private static final int INVOKES = 2;
    private static final int COMPLETES = 1;
    private static final long INVOCATION = 1L << 62;
    private static final long COMPLETION = 1L << 61;

    /** Footprints by node, invocation and completion. */
    private static final Footprint[] ALL = new Footprint[Plan.NODES_MAX << 2];

    static {
        for (int i = 0; i < ALL.length; i++) {
            long node = 1L << (i >> 2);
            boolean invokes = (i & INVOKES) != 0;
            boolean completes = (i & COMPLETES) != 0;
            ALL[i] = new Footprint(
                    node | (invokes ? INVOCATION : 0) | (completes ? COMPLETION : 0),
                    node | (invokes ? COMPLETION : 0) | (completes ? INVOCATION : 0));
        }
    }

    private Footprints() {}

    /** Returns the footprint of an event at a node that may make or complete operations of clients. */
    static Footprint of(int node, boolean invokes, boolean completes) {
        return ALL[node << 2 | (invokes ? INVOKES : 0) | (completes ? COMPLETES : 0)];
    }
}
