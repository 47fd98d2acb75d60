package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * Last layer in which another call can depend on an uncompleted call.
 *
 * <p>Take a linearization with the fewest uncompleted calls. Let e be one of these uncompleted calls, directly followed
 * by l. Then l depends on e: if l ignored the state it found, or if e were last, the order without e would be a
 * linearization too. So an uncompleted call that leaves state v is directly followed by a call that requires v, or
 * whose required state the model cannot name. The uncompleted call can be left out once the last such call has
 * returned. If such a call is itself uncompleted, it counts as long as it is useful in turn, which is a least fixed
 * point.
 */
final class Usefulness {

    private static final int NEVER = -1;

    private final Transitions transitions;
    private final int layers;
    private final boolean[] crashed;

    /**
     * Last layer in which a call that requires each state can be placed. {@code untilAnyState} is for calls whose
     * required state is unknown.
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
     * Returns the last useful layer of each kind if later calls are unknown: later calls may depend on any uncompleted
     * call.
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

    /**
     * Returns the last layer in which another call can depend on an uncompleted call, for each kind of uncompleted
     * call; -1 if no call can.
     */
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
