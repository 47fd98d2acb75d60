package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Refutes a history by a stretch of it. Most violations are local: the calls around one place cannot be ordered
 * whatever happened before. So the stretch is weakened until nothing before or behind it matters. The object may begin
 * in any state, and a call that is open at either end may take effect in it or not (see {@link Calls#window}). If no
 * order explains even that, none explains the history, and the proof did not cost its length. If one does, nothing is
 * known.
 *
 * <p>Suppose that calls look at the state only to find out whether it is the one that they require. Then all states
 * that no call of the stretch requires behave alike, and one of them stands for all. Only for such calls is this search
 * of use.
 */
final class WindowSearch {

    private static final int LAYERS_BEHIND = 4;
    private static final int NO_CALL = -1;

    private final Problem problem;
    private final int firstSize;
    private final Meter budget;
    private int layer = -1;
    private int size;
    private Problem local;
    private BreadthFirst search;
    private long expanded;

    /**
     * Creates a search for stretches of a problem.
     *
     * @param firstSize how many layers the shortest stretch takes in before the one in question
     */
    WindowSearch(Problem problem, int firstSize, Meter budget) {
        this.problem = problem;
        this.firstSize = firstSize;
        this.budget = budget;
    }

    long expanded() {
        return expanded + (search == null ? 0 : search.expanded());
    }

    /** Returns how many layers before the given one the current stretch takes in. */
    int size() {
        return size;
    }

    /**
     * Tries stretches around a layer, a short one first and longer ones as the short ones prove nothing. Goes on where
     * it was if the layer is the same as the last time.
     *
     * @return the call that cannot be placed in a stretch, or -1 if nothing was proved within the steps
     * @throws Meter.Spent if time or memory ran out
     */
    int refute(int newLayer, long steps) {
        if (newLayer != layer) {
            release();
            layer = newLayer;
            size = firstSize;
        }
        long end = expanded() + steps;
        while (size <= layer && expanded() < end) {
            if (search == null) {
                start();
            }
            switch (search.run(steps)) {
                case REFUTED:
                    return callOfOperation(local.calls.operation()[local.layerCall[search.deepestLayer()]]);
                case PAUSED:
                    return NO_CALL;
                default:
                    release();
                    size *= 2;
            }
        }
        return NO_CALL;
    }

    private void start() {
        int to = Math.min(layer + LAYERS_BEHIND + size, problem.layers() - 1);
        Calls window = problem.calls.window(timeOf(layer - size) + 1, timeOf(to));
        budget.reserve(Problem.bytes(window));
        local = new Problem(window);
        try {
            search = BreadthFirst.from(statesAtBegin(window), local, budget);
        } catch (Meter.Spent spent) {
            budget.release(Problem.bytes(window));
            throw spent;
        }
    }

    /** Gives the memory of the current stretch back. */
    void release() {
        if (search != null) {
            expanded += search.expanded();
            search.release();
            budget.release(Problem.bytes(local.calls));
            search = null;
        }
    }

    private int timeOf(int layer) {
        return problem.calls.returned()[problem.layerCall[layer]];
    }

    private static Set<Integer> statesAtBegin(Calls window) {
        Transitions transitions = window.transitions();
        Set<Integer> states = new LinkedHashSet<>();
        for (int kind : window.kind()) {
            if (transitions.required(kind) != Transitions.ANY) {
                states.add(transitions.required(kind));
            }
        }
        for (int state = 0; state < transitions.stateCount(); state++) {
            if (!states.contains(state)) {
                states.add(state);
                break;
            }
        }
        return states;
    }

    private int callOfOperation(int operation) {
        int call = 0;
        while (problem.calls.operation()[call] != operation) {
            call++;
        }
        return call;
    }
}
