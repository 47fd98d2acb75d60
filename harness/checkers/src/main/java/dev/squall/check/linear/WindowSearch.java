package dev.squall.check.linear;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Refutes a history by a stretch of it. Most violations are local: the calls around one place cannot be ordered whatever
 * happened before. So the stretch is weakened until nothing before or behind it matters: the object may begin in any
 * state, and a call that is open at either end may take effect in it or not (see {@link Calls#window}). If no order
 * explains even that, none explains the history, and the proof did not cost its length. If one does, nothing is known.
 *
 * <p>Where a call looks at the state only to find out whether it is the one that it requires, all states that no call of
 * the stretch requires behave alike, and one of them stands for all.
 */
final class WindowSearch {

    private static final int LAYERS_BEHIND = 4;

    private final Problem problem;
    private final SearchBudget budget;
    private long expanded;

    WindowSearch(Problem problem, SearchBudget budget) {
        this.problem = problem;
        this.budget = budget;
    }

    /** Whether every call names the states that it requires and leaves. */
    static boolean isPossible(Transitions transitions) {
        for (int k = 0; k < transitions.kindCount(); k++) {
            if (transitions.required(k) == Transitions.DEPENDS || transitions.left(k) == Transitions.DEPENDS) {
                return false;
            }
        }
        return true;
    }

    long expanded() {
        return expanded;
    }

    /**
     * Tries the stretch that ends a little behind a layer and begins some layers before it.
     *
     * @return the call that cannot be placed in it, or -1 if the stretch proves nothing within the steps
     */
    int refute(int layer, int layersBefore, long steps) {
        int from = timeOf(layer - layersBefore);
        int to = timeOf(Math.min(layer + LAYERS_BEHIND, problem.layers() - 1));
        Calls window = problem.calls.window(from + 1, to);
        Problem local = new Problem(window);
        BreadthFirst search = new BreadthFirst(local, statesAtBegin(window), budget);
        try {
            Search.Outcome outcome = search.run(steps);
            return outcome == Search.Outcome.REFUTED
                    ? callOfOperation(window.operation()[local.layerCall[search.deepestLayer()]])
                    : -1;
        } finally {
            expanded += search.expanded();
            search.release();
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
