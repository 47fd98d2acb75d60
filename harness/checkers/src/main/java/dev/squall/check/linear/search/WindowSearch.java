package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Refutation of a history by a time window. Most violations are local: some calls in a short window cannot be ordered,
 * whatever happened before. So the window is relaxed until it does not depend on the rest of the history. The object
 * may begin in any state, and a call that is open at either end may take effect in the window or not (see {@link
 * Calls#window}). If no order explains the window, the history has no linearization. If some order explains the window,
 * the result is unknown.
 *
 * <p>The search works only for calls that depend on the state only by comparing it with their required state. All
 * states that no call in the window requires then behave alike, so one of them represents all.
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
     * Creates a search for windows of a problem.
     *
     * @param firstSize the number of layers in the shortest window before the given layer
     */
    WindowSearch(Problem problem, int firstSize, Meter budget) {
        this.problem = problem;
        this.firstSize = firstSize;
        this.budget = budget;
    }

    long expanded() {
        return expanded + (search == null ? 0 : search.expanded());
    }

    /** Returns the number of layers in the current window before the given layer. */
    int size() {
        return size;
    }

    /**
     * Tries to refute windows around a layer, each twice as long as the previous one. Resumes the last window if the
     * layer is unchanged.
     *
     * @return the call that cannot be placed in a window; -1 if no window was refuted within the steps
     * @throws Meter.Spent if the time or memory budget is spent
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

    /** Releases the memory of the current window. */
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
