package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Depth-first search, which extends one order by the most promising call and backtracks if it cannot continue. The
 * search does not enter a configuration that failed before or that a failed configuration dominates (Wing and Gong,
 * 1993; Lowe, 2017). For most linearizable histories the time is linear in their length.
 *
 * <p>The stack holds only the path to the current configuration. After backtracking, the search recomputes the other
 * continuations. So recording the order needs no extra memory: the stack contains it at the end.
 */
final class DepthFirst implements Search {

    private static final int TIME_CHECK_STEPS = 255;
    private static final int COMPARISONS_PER_STEP = 8;

    private final Configurations configurations;
    private final Meter budget;
    private final int stride;
    private final long[] current;
    private final ConfigurationTable failed;
    private final Lookahead lookahead;
    private final Iterator<long[]> starts;

    /** Words of the configuration at each depth; entering a configuration also passes its finished layers. */
    private long[] path;

    /** Number of calls tried so far at each depth; {@code placed} has the call that is being tried. */
    private int[] tried;

    private int[] placed;
    private int depth;
    private int deepestLayer;
    private long expanded;

    /** Creates a search from the initial state, by the steps of the given configurations. */
    DepthFirst(Configurations configurations, Meter budget) {
        this(configurations, List.of(configurations.initial(0)), budget);
    }

    /** Creates a search from any of the given configurations. */
    DepthFirst(Problem problem, List<long[]> starts, Meter budget) {
        this(new Configurations(problem), starts, budget);
    }

    private DepthFirst(Configurations configurations, List<long[]> starts, Meter budget) {
        this.configurations = configurations;
        this.budget = budget;
        this.stride = configurations.stride();
        this.current = new long[stride];
        this.failed = configurations.newTable(budget);
        this.lookahead = new Lookahead(configurations);
        this.path = new long[64 * stride];
        this.tried = new int[64];
        this.placed = new int[64];
        this.starts = starts.iterator();
    }

    @Override
    public String method() {
        return "depth-first";
    }

    @Override
    public Outcome run(long steps) {
        long end = work() + steps;
        int layers = configurations.problem.layers();
        while (depth > 0 || starts.hasNext()) {
            if (work() >= end) {
                return Outcome.PAUSED;
            }
            if (depth == 0) {
                push(starts.next());
            }
            System.arraycopy(path, (depth - 1) * stride, current, 0, stride);
            configurations.cursor.moveTo(Configurations.layer(current));
            if (tried[depth - 1] == 0) {
                boolean open = enter();
                if (deepestLayer == layers) {
                    return Outcome.FOUND;
                }
                if (!open) {
                    depth--;
                    continue;
                }
            }
            tryNext();
        }
        return Outcome.REFUTED;
    }

    /**
     * Advances the top configuration past its finished layers. Returns false if the configuration cannot lead to a
     * linearization.
     */
    private boolean enter() {
        if ((expanded++ & TIME_CHECK_STEPS) == 0) {
            budget.checkTime();
        }
        int layers = configurations.problem.layers();
        while (Configurations.layer(current) < layers) {
            configurations.placeObservers(current);
            if (!configurations.isLayerDone(current)) {
                break;
            }
            configurations.leaveLayer(current);
            configurations.cursor.moveTo(Configurations.layer(current));
        }
        System.arraycopy(current, 0, path, (depth - 1) * stride, stride);
        deepestLayer = Math.max(deepestLayer, Configurations.layer(current));
        return deepestLayer == layers || !lookahead.isHopeless(current) && !failed.covers(current);
    }

    private void tryNext() {
        int action = configurations.follower(current, tried[depth - 1]++);
        if (action == Configurations.NONE) {
            failed.add(current);
            depth--;
        } else {
            placed[depth - 1] = action;
            configurations.place(current, action);
            push(current);
        }
    }

    private void push(long[] configuration) {
        if (depth == tried.length) {
            budget.reserve(depth * (8L * stride + 8));
            path = Arrays.copyOf(path, 2 * path.length);
            tried = Arrays.copyOf(tried, 2 * depth);
            placed = Arrays.copyOf(placed, 2 * depth);
        }
        System.arraycopy(configuration, 0, path, depth * stride, stride);
        tried[depth++] = 0;
    }

    private long work() {
        return expanded + failed.comparisons() / COMPARISONS_PER_STEP;
    }

    @Override
    public int[] trail() {
        return configurations.trail(Arrays.copyOf(placed, depth - 1));
    }

    @Override
    public long expanded() {
        return expanded;
    }

    @Override
    public int deepestLayer() {
        return deepestLayer;
    }

    @Override
    public boolean isExact() {
        return !lookahead.isPossible();
    }

    @Override
    public Set<Integer> statesInDeepestLayer() {
        Set<Integer> states = new TreeSet<>();
        for (int i = 0; i < failed.size(); i++) {
            failed.get(i, current);
            if (Configurations.layer(current) == deepestLayer) {
                states.add(Configurations.state(current));
            }
        }
        return states;
    }

    @Override
    public void release() {
        failed.release();
        budget.release((tried.length - 64) * (8L * stride + 8));
        path = new long[0];
        tried = new int[64];
        depth = 0;
    }
}
