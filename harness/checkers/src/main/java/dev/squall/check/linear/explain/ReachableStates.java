package dev.squall.check.linear.explain;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;

/**
 * States that are reachable if each call may take effect any number of times while it is open, or never. Each call
 * costs at least one step for each state.
 */
final class ReachableStates {

    private static final int TIME_CHECK_CALLS = 255;

    private final Calls calls;
    private final int maxStates;
    private final Meter budget;
    private final BitSet states = new BitSet();
    private final ArrayDeque<Integer> fresh = new ArrayDeque<>();
    private int[] open = new int[16];
    private int openCount;

    private ReachableStates(Calls calls, int maxStates, Meter budget) {
        this.calls = calls;
        this.maxStates = maxStates;
        this.budget = budget;
        states.set(0);
    }

    /**
     * Returns the states possible at a time.
     *
     * @throws Meter.Spent if there are more than {@code maxStates} states
     */
    static BitSet at(int time, Calls calls, int maxStates, Meter budget) {
        ReachableStates reachable = new ReachableStates(calls, maxStates, budget);
        for (int c = 0; c < calls.size() && calls.invoked()[c] < time; c++) {
            if (!calls.transitions().isObserver(calls.kind()[c])) {
                reachable.begin(c);
            }
            if ((c & TIME_CHECK_CALLS) == 0) {
                budget.checkTime();
            }
        }
        return reachable.states;
    }

    private void begin(int call) {
        int stillOpen = 0;
        for (int i = 0; i < openCount; i++) {
            if (calls.returned()[open[i]] > calls.invoked()[call]) {
                open[stillOpen++] = open[i];
            }
        }
        openCount = stillOpen;
        if (openCount == open.length) {
            open = Arrays.copyOf(open, 2 * openCount);
        }
        open[openCount++] = call;
        for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
            reach(calls.transitions().step(state, calls.kind()[call]));
        }
        while (!fresh.isEmpty()) {
            int state = fresh.remove();
            for (int i = 0; i < openCount; i++) {
                reach(calls.transitions().step(state, calls.kind()[open[i]]));
            }
        }
    }

    private void reach(int state) {
        if (state >= 0 && !states.get(state)) {
            states.set(state);
            fresh.add(state);
            if (states.cardinality() > maxStates) {
                throw budget.tooLarge();
            }
        }
    }
}
