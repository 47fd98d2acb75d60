package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * Up to which layer an uncompleted call can serve another call.
 *
 * <p>Take an order of the calls that explains the history with the fewest uncompleted calls in it, and let e be one of
 * these, followed by l. Then l needs e: if l ignored what it found, or if e were the last, the order without e would
 * explain the history too. So a call that leaves state v is followed at once by one that requires v (or whose
 * requirement the model cannot name). It can be left out from the moment when the last of those has returned. Those
 * that are themselves uncompleted last as long as they are useful in turn, which is a least fixed point.
 */
final class Usefulness {

    private static final int NEVER = -1;

    private final Transitions transitions;
    private final int layers;
    private final boolean[] crashed;

    /**
     * Indexed by state: the last layer in which a call that requires it can stand; then the same for what requires any.
     */
    private final int[] untilByState;

    private int untilAnyState = NEVER;

    Usefulness(Calls calls, int[] layerOf, int layers) {
        this.transitions = calls.transitions();
        this.layers = layers;
        this.crashed = new boolean[transitions.kindCount()];
        this.untilByState = new int[transitions.stateCount()];
        Arrays.fill(untilByState, NEVER);
        for (int c = 0; c < calls.size(); c++) {
            int kind = calls.kind()[c];
            if (calls.returned()[c] == Calls.NEVER) {
                crashed[kind] = !transitions.isObserver(kind);
            } else {
                isRequired(transitions.required(kind), layerOf[c]);
            }
        }
    }

    /**
     * Returns the last useful layers, by kind, where later calls are unknown: any uncompleted call may serve one behind
     * the last layer.
     */
    static int[] always(Calls calls, int layers) {
        int[] until = new int[calls.transitions().kindCount()];
        for (int kind = 0; kind < until.length; kind++) {
            until[kind] = calls.transitions().isObserver(kind) ? NEVER : layers;
        }
        return until;
    }

    private void isRequired(int state, int layer) {
        if (state == Transitions.DEPENDS) {
            untilAnyState = Math.max(untilAnyState, layer);
        } else if (state != Transitions.ANY) {
            untilByState[state] = Math.max(untilByState[state], layer);
        }
    }

    /** Returns, by kind, the last layer in which an uncompleted call can serve another; -1 if it never can. */
    int[] untilByKind() {
        int[] until = new int[crashed.length];
        Arrays.fill(until, NEVER);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int kind = 0; kind < crashed.length; kind++) {
                if (crashed[kind]) {
                    int left = transitions.left(kind);
                    int useful = left == Transitions.DEPENDS ? layers - 1 : Math.max(untilByState[left], untilAnyState);
                    if (useful > until[kind]) {
                        changed = true;
                        until[kind] = useful;
                        isRequired(transitions.required(kind), useful);
                    }
                }
            }
        }
        return until;
    }
}
