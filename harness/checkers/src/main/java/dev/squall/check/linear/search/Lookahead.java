package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * Finds configurations that cannot be continued, by what later calls need.
 *
 * <p>A completed call x that requires state v finds v in place, or something leaves it before x: a <em>source</em> of v
 * that begins before x ends. From the layer in which the last source of v for x begins, x is a demand. Where the object
 * is in another state, and every open source of v has had its place, nothing can bring v back for x. A search that
 * looks only at the open calls finds that out when it reaches x, and then tries all that lies between.
 *
 * <p>Of use where each call names the state that it leaves; else it finds nothing. Set up in time linear in the calls,
 * asked in time linear in what is open.
 */
final class Lookahead {

    private static final int NO_SOURCE = -1;

    private final Problem problem;
    private final Configurations configurations;
    private final boolean possible;

    /** Indexed by completed call: the layer in which its last source begins, or -1. */
    private int[] lastSource;

    /**
     * Indexed by layer, from {@code firstChange[layer]}: states that a later call demands from here, or, as
     * complements, no more.
     */
    private int[] changes;

    private int[] firstChange;

    /** Indexed by state: how many later calls demand it, and its place among the demanded ones. */
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

    /** Returns true if it can find anything. */
    boolean isPossible() {
        return possible;
    }

    /**
     * Returns true if no order that explains the history goes through this configuration, which is in the cursor's
     * layer.
     */
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

    /** Marks the current state and those that the calls at hand can still leave. */
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
