package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/** Index of the calls that can still require a state after a layer. A query takes logarithmic time. */
final class NextReaders {

    private static final int NONE = -1;

    private final int layers;

    /** Layers in which calls that require each state begin, in increasing order. */
    private final int[][] begins;

    /**
     * First return of a call that begins after each layer; {@code value} is the only state that the call involves,
     * or NONE. {@code otherReturn} is the first return of a call that does not involve {@code value} alone.
     */
    private final int[] firstReturn;

    private final int[] value;
    private final int[] otherReturn;

    NextReaders(Problem problem, int[] invocationLayer) {
        this.layers = problem.layers();
        this.firstReturn = new int[layers];
        this.value = new int[layers];
        this.otherReturn = new int[layers];
        this.begins = begins(problem, invocationLayer);
        findReturns(problem, invocationLayer);
    }

    private static int[][] begins(Problem problem, int[] invocationLayer) {
        Transitions transitions = problem.transitions;
        int[][] begins = new int[transitions.stateCount()][0];
        int[] sizes = new int[begins.length];
        for (int c = 0; c < problem.calls.size(); c++) {
            int required = transitions.required(problem.calls.kind()[c]);
            if (required >= 0) {
                if (sizes[required] == begins[required].length) {
                    begins[required] = Arrays.copyOf(begins[required], 2 * sizes[required] + 4);
                }
                begins[required][sizes[required]++] = invocationLayer[c];
            }
        }
        for (int state = 0; state < begins.length; state++) {
            begins[state] = Arrays.copyOf(begins[state], sizes[state]);
        }
        return begins;
    }

    private void findReturns(Problem problem, int[] invocationLayer) {
        int first = layers;
        int only = NONE;
        int other = layers;
        int c = problem.calls.size() - 1;
        for (int layer = layers - 1; layer >= 0; layer--) {
            for (; c >= 0 && invocationLayer[c] > layer; c--) {
                if (problem.calls.returned()[c] == Calls.NEVER) {
                    continue;
                }
                int end = problem.layerOf[c];
                int involved = involved(problem.transitions, problem.calls.kind()[c]);
                if (end < first) {
                    other = involved == only && only != NONE ? other : Math.min(first, other);
                    first = end;
                    only = involved;
                } else if (involved == NONE || involved != only) {
                    other = Math.min(other, end);
                }
            }
            firstReturn[layer] = first;
            value[layer] = only;
            otherReturn[layer] = other;
        }
    }

    private static int involved(Transitions transitions, int k) {
        int required = transitions.required(k);
        int left = transitions.left(k);
        return required == left || required == Transitions.ANY ? left : NONE;
    }

    /**
     * Returns true if a call that requires a state begins after a layer, and no call of another state begins and
     * returns between. Uncompleted calls begin at any time after their invocation.
     */
    boolean isRequiredAfter(int layer, int state) {
        int at = Arrays.binarySearch(begins[state], layer + 1);
        at = at < 0 ? ~at : at;
        while (at > 0 && begins[state][at - 1] == layer + 1) {
            at--;
        }
        int begin = at == begins[state].length ? layers : begins[state][at];
        int end = value[layer] == state && state != NONE ? otherReturn[layer] : firstReturn[layer];
        return begin < layers && end >= begin;
    }
}
