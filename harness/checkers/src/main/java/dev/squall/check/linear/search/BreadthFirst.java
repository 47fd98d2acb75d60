package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Breadth-first search, which keeps all configurations of one layer, as an antichain, and then moves to the next layer.
 * Memory is bounded by the widest layer. A refutation names the first call that cannot be placed.
 */
final class BreadthFirst implements Search {

    private static final int TIME_CHECK_STEPS = 255;
    private static final int COMPARISONS_PER_STEP = 8;

    private final Configurations configurations;
    private final Meter budget;
    private final long[] current;
    private final long[] child;
    private ConfigurationTable layer;
    private ConfigurationTable nextLayer;
    private final Lineage lineage;
    private final int layers;
    private int position;
    private long expanded;

    /** Creates an exact search from the initial state. */
    BreadthFirst(Problem problem, Meter budget) {
        this(problem, startIn(problem, Set.of(0)), problem.layers(), budget, null);
    }

    /** Creates a search from any of the given configurations through a number of layers. */
    BreadthFirst(Problem problem, List<long[]> starts, int layers, Meter budget) {
        this(problem, starts, layers, budget, null);
    }

    private BreadthFirst(Problem problem, List<long[]> starts, int layers, Meter budget, Lineage lineage) {
        this(new Configurations(problem), starts, layers, budget, lineage);
    }

    private BreadthFirst(
            Configurations configurations, List<long[]> starts, int layers, Meter budget, Lineage lineage) {
        this.configurations = configurations;
        this.layers = layers;
        this.budget = budget;
        this.lineage = lineage;
        this.current = new long[configurations.stride()];
        this.child = new long[configurations.stride()];
        this.layer = configurations.newTable(budget);
        this.nextLayer = configurations.newTable(budget);
        for (long[] start : starts) {
            layer.add(start);
            if (lineage != null) {
                lineage.addRoot();
            }
        }
    }

    /** Returns a search from any of the given states. It may leave out states that no later call needs. */
    static BreadthFirst from(Set<Integer> states, Problem problem, Meter budget) {
        return by(Configurations.of(problem), states, null, budget);
    }

    /** Returns a search from any of the given states by the steps of the given configurations. */
    private static BreadthFirst by(Configurations configurations, Set<Integer> states, Lineage lineage, Meter budget) {
        List<long[]> starts = states.stream().map(configurations::initial).toList();
        return new BreadthFirst(configurations, starts, configurations.problem.layers(), budget, lineage);
    }

    private static List<long[]> startIn(Problem problem, Set<Integer> states) {
        Configurations configurations = new Configurations(problem);
        return states.stream().map(configurations::initial).toList();
    }

    /** Returns a search from the initial state that records the order that it finds, at the cost of more memory. */
    static BreadthFirst remembering(Problem problem, Meter budget) {
        return by(Configurations.of(problem), Set.of(0), new Lineage(budget), budget);
    }

    @Override
    public String method() {
        return "breadth-first";
    }

    @Override
    public Outcome run(long steps) {
        Cursor cursor = configurations.cursor;
        long end = work() + steps;
        while (cursor.layer() < layers) {
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
            if (lineage != null) {
                lineage.leaveLayer();
            }
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
                if (nextLayer.add(current) && lineage != null) {
                    lineage.addToNextLayer(position, Configurations.NONE);
                }
            } else {
                expand();
            }
        }
        position++;
    }

    private void expand() {
        for (int number = 0; ; number++) {
            int action = configurations.follower(current, number);
            if (action == Configurations.NONE) {
                return;
            }
            System.arraycopy(current, 0, child, 0, child.length);
            configurations.place(child, action);
            if (configurations.isLayerDone(child)) {
                configurations.leaveLayer(child);
                if (nextLayer.add(child) && lineage != null) {
                    lineage.addToNextLayer(position, action);
                }
            } else if (layer.add(child) && lineage != null) {
                lineage.addToLayer(position, action);
            }
        }
    }

    /** Passes each configuration of the current layer to an action; the array is reused after each call. */
    void forEachInLayer(Consumer<long[]> action) {
        for (int i = 0; i < layer.size(); i++) {
            if (!layer.isDominated(i)) {
                layer.get(i, current);
                action.accept(current);
            }
        }
    }

    private long work() {
        return expanded + (layer.comparisons() + nextLayer.comparisons()) / COMPARISONS_PER_STEP;
    }

    @Override
    public int[] trail() {
        return lineage == null ? null : configurations.trail(lineage.trailOf(0));
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
    public boolean isExact() {
        return configurations.reachAllStates();
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
        if (lineage != null) {
            lineage.release();
        }
    }
}
