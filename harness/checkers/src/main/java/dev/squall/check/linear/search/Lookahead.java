package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * Detection of configurations that cannot be continued, because a later call requires a state that no call can leave
 * any more.
 *
 * <p>Let a completed call x require state v. A <em>source</em> of v is a call that leaves v and begins before x ends.
 * From the layer in which the last source of v begins, x demands v. If the object is then in another state and every
 * open source of v is placed, no order can place x. Without lookahead, a search discovers that only when it reaches x,
 * and then tries all orders of the calls between.
 *
 * <p>Lookahead works only if each call names the states that it requires and leaves. Construction takes time linear in
 * the calls, and a query takes time linear in the open calls.
 */
final class Lookahead {

    private static final int NO_SOURCE = -1;

    private final Problem problem;
    private final Configurations configurations;
    private final boolean possible;

    /** Layer in which each completed call's last source begins, or -1. */
    private int[] lastSource;

    /**
     * Changes of demand; those of a layer begin at {@code firstChange[layer]}. A change is a state that a later call
     * begins to demand, or the complement of a state whose demand ends.
     */
    private int[] changes;

    private int[] firstChange;

    /** Number of later calls that demand each state; {@code place} has the state's place in {@code demanded}. */
    private int[] demands;

    private int[] place;
    private int[] demanded = new int[16];
    private int demandedCount;
    private int layer;
    private int[] stampOfState;
    private int stamp;

    Lookahead(Configurations configurations) {
        this.configurations = configurations;
        this.problem = configurations.problem;
        this.possible = problem.transitions.areNamed();
        if (possible) {
            int[] invocationLayer = problem.invocationLayers();
            int states = problem.transitions.stateCount();
            this.demands = new int[states];
            this.place = new int[states];
            this.stampOfState = new int[states];
            findLastSources(invocationLayer);
            listChanges(invocationLayer);
            apply(1);
        }
    }

    private void findLastSources(int[] invocationLayer) {
        Calls calls = problem.calls;
        lastSource = new int[calls.size()];
        int[] lastOfState = new int[problem.transitions.stateCount()];
        Arrays.fill(lastOfState, NO_SOURCE);
        int begun = 0;
        for (int x : problem.layerCall) {
            while (begun < calls.size() && calls.invoked()[begun] < calls.returned()[x]) {
                int kind = calls.kind()[begun];
                if (!problem.transitions.isObserver(kind)) {
                    lastOfState[problem.transitions.left(kind)] = invocationLayer[begun];
                }
                begun++;
            }
            int required = required(x);
            lastSource[x] = required >= 0 ? lastOfState[required] : NO_SOURCE;
        }
    }

    private int required(int call) {
        return problem.transitions.required(problem.calls.kind()[call]);
    }

    private void listChanges(int[] invocationLayer) {
        firstChange = new int[problem.layers() + 2];
        for (int x : problem.layerCall) {
            if (isDemand(x, invocationLayer)) {
                firstChange[Math.max(lastSource[x], 0) + 1]++;
                firstChange[invocationLayer[x] + 1]++;
            }
        }
        Arrays.parallelPrefix(firstChange, Integer::sum);
        changes = new int[firstChange[firstChange.length - 1]];
        int[] next = firstChange.clone();
        for (int x : problem.layerCall) {
            if (isDemand(x, invocationLayer)) {
                changes[next[Math.max(lastSource[x], 0)]++] = required(x);
                changes[next[invocationLayer[x]]++] = ~required(x);
            }
        }
    }

    private boolean isDemand(int x, int[] invocationLayer) {
        return required(x) >= 0 && Math.max(lastSource[x], 0) < invocationLayer[x];
    }

    private void moveTo(int target) {
        while (layer < target) {
            layer++;
            apply(1);
        }
        while (layer > target) {
            apply(-1);
            layer--;
        }
    }

    private void apply(int direction) {
        for (int i = firstChange[layer]; i < firstChange[layer + 1]; i++) {
            boolean begins = changes[i] >= 0;
            change(begins ? changes[i] : ~changes[i], begins ? direction : -direction);
        }
    }

    private void change(int state, int by) {
        demands[state] += by;
        if (demands[state] == 1 && by > 0) {
            if (demandedCount == demanded.length) {
                demanded = Arrays.copyOf(demanded, 2 * demandedCount);
            }
            place[state] = demandedCount;
            demanded[demandedCount++] = state;
        } else if (demands[state] == 0 && by < 0) {
            int last = demanded[--demandedCount];
            demanded[place[state]] = last;
            place[last] = place[state];
        }
    }

    /** Returns true if lookahead is possible for this problem. */
    boolean isPossible() {
        return possible;
    }

    /** Returns true if no linearization goes through this configuration, which is in the cursor's layer. */
    boolean isHopeless(long[] configuration) {
        if (!possible) {
            return false;
        }
        moveTo(configurations.cursor.layer());
        stampStatesAtHand(configuration);
        for (int i = 0; i < demandedCount; i++) {
            if (stampOfState[demanded[i]] != stamp) {
                return true;
            }
        }
        Cursor cursor = configurations.cursor;
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int required = required(call);
            if (required >= 0
                    && stampOfState[required] != stamp
                    && lastSource[call] <= layer
                    && !configurations.isPlaced(configuration, call)) {
                return true;
            }
        }
        return false;
    }

    /** Marks the current state and the states that unplaced open calls can still leave. */
    private void stampStatesAtHand(long[] configuration) {
        Cursor cursor = configurations.cursor;
        Transitions transitions = problem.transitions;
        stamp++;
        stampOfState[Configurations.state(configuration)] = stamp;
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int kind = problem.calls.kind()[call];
            if (!transitions.isObserver(kind) && !configurations.isPlaced(configuration, call)) {
                stampOfState[transitions.left(kind)] = stamp;
            }
        }
        for (int i = 0; i < cursor.activeCount; i++) {
            int crashClass = cursor.active[i];
            if (configurations.isAtHand(configuration, crashClass)) {
                stampOfState[transitions.left(problem.crashes.kind[crashClass])] = stamp;
            }
        }
    }
}
