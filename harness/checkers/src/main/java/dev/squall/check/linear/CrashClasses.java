package dev.squall.check.linear;

import java.util.Arrays;

/**
 * The calls that did not complete, in classes of equal calls. Such a call may take effect at any time from its
 * invocation, or never.
 *
 * <p><b>Classes.</b> Of equal calls it does not matter which one took effect, only how many did by when: k of them are
 * k + 1 cases and not 2<sup>k</sup>. A configuration counts the uses of each class.
 *
 * <p><b>Observers</b> that did not complete can be left out: they change nothing and nobody saw their answer.
 *
 * <p><b>Usefulness.</b> Take an order of the calls that explains the history with the fewest uncompleted calls in it,
 * and let e be one of these, followed by l. Then l needs e: if l ignored what it found, or if e were the last, the order
 * without e would explain the history too. So a call that leaves state v is followed at once by one that requires v (or
 * whose requirement the model cannot name), and it can be left out from the moment when the last of those has returned.
 * Those that are themselves uncompleted last as long as they are useful in turn, which is a least fixed point.
 *
 * <p>The counts are packed into longs: a field of a few bits for each class that is useful at the time, with a guard bit
 * above it; a field serves another class when its own has ended.
 */
final class CrashClasses {

    /** By class: the kind of its calls. */
    final int[] kind;

    /** By class: the first and the last layer in which it can be used. */
    final int[] firstLayer;

    final int[] lastLayer;

    /** By class: where its count is: a word, a shift, and the mask of the count before shifting. */
    final int[] word;

    final int[] shift;
    final long[] mask;

    /** The words that the counts take. */
    final int words;

    /** By word: the guard bits of its fields. */
    final long[] guards;

    /** Classes in the order of one more call becoming available; those of layer p begin at {@code firstArrival[p]}. */
    final int[] arrivals;

    final int[] firstArrival;

    CrashClasses(Calls calls, int[] layerOf, int[] invocationLayer, int layers) {
        int[] usefulUntil = usefulUntil(calls, layerOf, layers);
        int[] classOf = new int[calls.transitions().kindCount()];
        Arrays.fill(classOf, -1);
        int[] kinds = new int[classOf.length];
        int[] members = new int[classOf.length];
        int[] begins = new int[classOf.length];
        int[] arrived = new int[calls.size()];
        int classes = 0;
        int arrivalCount = 0;
        this.firstArrival = new int[layers + 1];
        for (int c = 0; c < calls.size(); c++) {
            int k = calls.kind()[c];
            if (calls.returned()[c] == Calls.NEVER && usefulUntil[k] >= invocationLayer[c]) {
                if (classOf[k] < 0) {
                    kinds[classes] = k;
                    begins[classes] = invocationLayer[c];
                    classOf[k] = classes++;
                }
                members[classOf[k]]++;
                arrived[arrivalCount++] = classOf[k];
                firstArrival[invocationLayer[c] + 1]++;
            }
        }
        for (int layer = 0; layer < layers; layer++) {
            firstArrival[layer + 1] += firstArrival[layer];
        }
        this.arrivals = Arrays.copyOf(arrived, arrivalCount);
        this.kind = Arrays.copyOf(kinds, classes);
        this.firstLayer = Arrays.copyOf(begins, classes);
        this.lastLayer = new int[classes];
        for (int i = 0; i < classes; i++) {
            lastLayer[i] = usefulUntil[kind[i]];
        }
        this.word = new int[classes];
        this.shift = new int[classes];
        this.mask = new long[classes];
        this.guards = new CountFields(this, members).assign();
        this.words = guards.length;
    }

    int count() {
        return kind.length;
    }

    /** By kind: the last layer in which an uncompleted call of the kind can serve another call; -1 if none. */
    private static int[] usefulUntil(Calls calls, int[] layerOf, int layers) {
        Transitions transitions = calls.transitions();
        int kinds = transitions.kindCount();
        int[] untilByState = new int[transitions.stateCount()];
        Arrays.fill(untilByState, -1);
        int untilAnyState = -1;
        boolean[] crashed = new boolean[kinds];
        for (int c = 0; c < calls.size(); c++) {
            int k = calls.kind()[c];
            int required = transitions.required(k);
            if (calls.returned()[c] == Calls.NEVER) {
                crashed[k] = !transitions.isObserver(k);
            } else if (required == Transitions.DEPENDS) {
                untilAnyState = Math.max(untilAnyState, layerOf[c]);
            } else if (required != Transitions.ANY) {
                untilByState[required] = Math.max(untilByState[required], layerOf[c]);
            }
        }
        int[] until = new int[kinds];
        Arrays.fill(until, -1);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int k = 0; k < kinds; k++) {
                if (!crashed[k]) {
                    continue;
                }
                int left = transitions.left(k);
                int useful = left == Transitions.DEPENDS ? layers - 1 : Math.max(untilByState[left], untilAnyState);
                if (useful > until[k]) {
                    changed = true;
                    until[k] = useful;
                    int required = transitions.required(k);
                    if (required == Transitions.DEPENDS) {
                        untilAnyState = Math.max(untilAnyState, useful);
                    } else if (required != Transitions.ANY) {
                        untilByState[required] = Math.max(untilByState[required], useful);
                    }
                }
            }
        }
        return until;
    }
}
