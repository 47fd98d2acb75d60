package dev.squall.check.linear;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows one order as far as it goes, the most urgent call first, and comes back where it cannot go on; a
 * configuration seen before, or dominated by one, is not entered again (Wing and Gong, 1993; Lowe, 2017). Finds an
 * order for most histories that have one at a cost of their length.
 */
final class DepthFirst implements Search {

    private static final int TIME_CHECK_STEPS = 255;
    private static final int COMPARISONS_PER_STEP = 8;

    private final Configurations configurations;
    private final SearchBudget budget;
    private final int stride;
    private final long[] current;
    private final ConfigurationTable seen;
    private long[] stack;
    private int stackWords;
    private int deepestLayer;
    private long expanded;

    DepthFirst(Problem problem, SearchBudget budget) {
        this.configurations = new Configurations(problem);
        this.budget = budget;
        this.stride = configurations.stride();
        this.current = new long[stride];
        this.seen = configurations.newTable(budget);
        this.stack = new long[64 * stride];
        push(configurations.initial(0));
    }

    @Override
    public String method() {
        return "depth-first";
    }

    @Override
    public Outcome run(long steps) {
        long end = work() + steps;
        int layers = configurations.problem.layers();
        while (stackWords > 0) {
            if (work() >= end) {
                return Outcome.PAUSED;
            }
            if ((expanded++ & TIME_CHECK_STEPS) == 0) {
                budget.checkTime();
            }
            stackWords -= stride;
            System.arraycopy(stack, stackWords, current, 0, stride);
            configurations.cursor.moveTo(Configurations.layer(current));
            passDoneLayers(layers);
            deepestLayer = Math.max(deepestLayer, Configurations.layer(current));
            if (Configurations.layer(current) == layers) {
                return Outcome.FOUND;
            }
            if (seen.add(current)) {
                configurations.expand(current, this::push);
            }
        }
        return Outcome.REFUTED;
    }

    private void passDoneLayers(int layers) {
        while (Configurations.layer(current) < layers) {
            configurations.placeObservers(current);
            if (!configurations.isLayerDone(current)) {
                return;
            }
            configurations.leaveLayer(current);
            configurations.cursor.moveTo(Configurations.layer(current));
        }
    }

    private void push(long[] configuration) {
        if (stackWords == stack.length) {
            budget.reserve(8L * stack.length);
            stack = Arrays.copyOf(stack, 2 * stack.length);
        }
        System.arraycopy(configuration, 0, stack, stackWords, stride);
        stackWords += stride;
    }

    private long work() {
        return expanded + (seen.comparisons()) / COMPARISONS_PER_STEP;
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
    public Set<Integer> statesInDeepestLayer() {
        Set<Integer> states = new TreeSet<>();
        for (int i = 0; i < seen.size(); i++) {
            seen.get(i, current);
            if (Configurations.layer(current) == deepestLayer) {
                states.add(Configurations.state(current));
            }
        }
        return states;
    }

    @Override
    public void release() {
        seen.release();
        budget.release(8L * stack.length);
        stack = new long[0];
        stackWords = 0;
    }
}
