package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * Index of the states that unplaced calls require: those that open calls require now, and those that some call can
 * require later. The calls must name their states: {@link Transitions#areNamed()}.
 */
final class WantedStates {

    private final Configurations configurations;
    private final Cursor cursor;
    private final Transitions transitions;
    private final CrashClasses crashes;

    /** Last layer in which a completed call that requires each state begins, or an uncompleted one is useful. */
    private final int[] lastRequired;

    /** States wanted in the current round, in a list; {@code wantedIn} has the last round of each state. */
    private final int[] wanted;

    private final int[] wantedIn;
    private int wantedCount;
    private int round;

    WantedStates(Configurations configurations, int[] invocationLayer) {
        this.configurations = configurations;
        this.cursor = configurations.cursor;
        this.transitions = configurations.transitions;
        this.crashes = configurations.crashes;
        this.wanted = new int[transitions.stateCount()];
        this.wantedIn = new int[wanted.length];
        this.lastRequired = new int[wanted.length];
        Arrays.fill(lastRequired, -1);
        for (int call : configurations.problem.layerCall) {
            require(transitions.required(configurations.kind[call]), invocationLayer[call]);
        }
        for (int c = 0; c < crashes.count(); c++) {
            require(transitions.required(crashes.kind[c]), crashes.lastLayer[c]);
        }
    }

    private void require(int state, int layer) {
        if (state >= 0) {
            lastRequired[state] = Math.max(lastRequired[state], layer);
        }
    }

    /**
     * Finds the states that open calls require, and those from which uncompleted compare-and-sets lead there. Each
     * uncompleted compare-and-set is directly followed by a call that requires its result, and the last call of such a
     * chain is completed. Without useful uncompleted calls, no query depends on these states, so none are found.
     */
    void find(long[] configuration) {
        if (cursor.activeCount == 0) {
            return;
        }
        round++;
        wantedCount = 0;
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            if (!configurations.isPlaced(configuration, call)) {
                want(transitions.required(configurations.kind[call]));
            }
        }
        for (int next = 0; next < wantedCount; next++) {
            for (int i = 0; i < cursor.activeCount; i++) {
                int c = cursor.active[i];
                if (transitions.left(crashes.kind[c]) == wanted[next] && configurations.isAtHand(configuration, c)) {
                    want(transitions.required(crashes.kind[c]));
                }
            }
        }
    }

    private void want(int state) {
        if (state >= 0 && wantedIn[state] != round) {
            wantedIn[state] = round;
            wanted[wantedCount++] = state;
        }
    }

    /** Returns true if a crash class's compare-and-set is at hand and leaves a state that {@link #find} found. */
    boolean isWantedUpdate(long[] configuration, int c) {
        return wantedIn[transitions.left(crashes.kind[c])] == round && configurations.isAtHand(configuration, c);
    }

    /** Returns true if a compare-and-set that requires a state can be placed, and is completed or wanted itself. */
    boolean isRequiredByUpdate(long[] configuration, int state) {
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int k = configurations.kind[call];
            if (transitions.required(k) == state
                    && !transitions.isObserver(k)
                    && !configurations.isPlaced(configuration, call)) {
                return true;
            }
        }
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            if (transitions.required(crashes.kind[c]) == state && isWantedUpdate(configuration, c)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns true if a call that requires a state begins in a later layer, or is an uncompleted compare-and-set that
     * can serve a call there.
     */
    boolean isRequiredLater(int state) {
        return lastRequired[state] > cursor.layer();
    }
}
