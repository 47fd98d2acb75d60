package dev.squall.check.linear;

import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps all configurations of one layer, as an antichain, and goes on to the next. It needs no more memory than the
 * widest layer, and proves that there is no order at the very return at which that comes to light.
 */
final class BreadthFirst implements Search {

    private static final int TIME_CHECK_STEPS = 255;
    private static final int COMPARISONS_PER_STEP = 8;

    private final Configurations configurations;
    private final SearchBudget budget;
    private final long[] current;
    private ConfigurationTable layer;
    private ConfigurationTable nextLayer;
    private int position;
    private long expanded;

    /** A search from any of these states. */
    BreadthFirst(Problem problem, Iterable<Integer> initialStates, SearchBudget budget) {
        this.configurations = new Configurations(problem);
        this.budget = budget;
        this.current = new long[configurations.stride()];
        this.layer = configurations.newTable(budget);
        this.nextLayer = configurations.newTable(budget);
        for (int state : initialStates) {
            layer.add(configurations.initial(state));
        }
    }

    @Override
    public String method() {
        return "breadth-first";
    }

    @Override
    public Outcome run(long steps) {
        Cursor cursor = configurations.cursor;
        long end = work() + steps;
        while (cursor.layer() < configurations.problem.layers()) {
            while (position < layer.size()) {
                if (work() >= end) {
                    return Outcome.PAUSED;
                }
                step();
            }
            if (nextLayer.size() == 0) {
                return Outcome.REFUTED;
            }
            ConfigurationTable done = layer;
            layer = nextLayer;
            nextLayer = done;
            nextLayer.clear();
            position = 0;
            cursor.moveTo(cursor.layer() + 1);
        }
        return Outcome.FOUND;
    }

    private void step() {
        if ((expanded++ & TIME_CHECK_STEPS) == 0) {
            budget.checkTime();
        }
        if (!layer.isDominated(position)) {
            layer.get(position, current);
            configurations.placeObservers(current);
            if (configurations.isLayerDone(current)) {
                configurations.leaveLayer(current);
                nextLayer.add(current);
            } else {
                configurations.expand(current, this::take);
            }
        }
        position++;
    }

    private void take(long[] configuration) {
        if (configurations.isLayerDone(configuration)) {
            configurations.leaveLayer(configuration);
            nextLayer.add(configuration);
        } else {
            layer.add(configuration);
        }
    }

    private long work() {
        return expanded + (layer.comparisons() + nextLayer.comparisons()) / COMPARISONS_PER_STEP;
    }

    @Override
    public long expanded() {
        return expanded;
    }

    @Override
    public int deepestLayer() {
        return configurations.cursor.layer();
    }

    @Override
    public Set<Integer> statesInDeepestLayer() {
        Set<Integer> states = new TreeSet<>();
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i, current);
            states.add(Configurations.state(current));
        }
        return states;
    }

    @Override
    public void release() {
        layer.release();
        nextLayer.release();
    }
}
