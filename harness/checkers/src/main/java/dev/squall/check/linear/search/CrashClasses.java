package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The calls that did not complete, in classes of equal calls. Such a call may take effect at any time from its
 * invocation, or never.
 *
 * <p><b>Classes.</b> Of equal calls it does not matter which one took effect, only how many did by when: k of them are
 * k + 1 cases and not 2<sup>k</sup>. A configuration counts the uses of each class.
 *
 * <p><b>Observers</b> that did not complete can be left out: they change nothing and nobody saw their answer.
 *
 * <p>A class is left out, or ends, where {@link Usefulness} says that it serves no call any more.
 *
 * <p>The counts are packed into longs. Each class that is useful at the time has a field of a few bits, with a guard
 * bit above it. A field serves another class when its own has ended.
 */
final class CrashClasses {

    /** Indexed by class: the kind of its calls. */
    final int[] kind;

    /** Indexed by class: the first and the last layer in which it can be used. */
    final int[] firstLayer;

    final int[] lastLayer;

    /** Indexed by class: whether the effect of one of its calls can be what a call of another class needs. */
    final boolean[] servesCrashed;

    /** Indexed by class: where its count is: a word, a shift, and the mask of the count before shifting. */
    final int[] word;

    final int[] shift;
    final long[] mask;

    /** The words that the counts take. */
    final int words;

    /** Indexed by word: the guard bits of its fields. */
    final long[] guards;

    /** Classes in the order of one more call becoming available; those of layer p begin at {@code firstArrival[p]}. */
    final int[] arrivals;

    final int[] firstArrival;

    CrashClasses(Calls calls, int[] usefulUntil, int[] invocationLayer, int layers) {
        int[] classOf = new int[usefulUntil.length];
        Arrays.fill(classOf, -1);
        int[] kinds = new int[classOf.length];
        int[] begins = new int[classOf.length];
        int[] members = new int[classOf.length];
        int[] arrived = new int[calls.size()];
        int classes = 0;
        int arrivalCount = 0;
        this.firstArrival = new int[layers + 1];
        for (int c = 0; c < calls.size(); c++) {
            int k = calls.kind()[c];
            if (calls.returned()[c] == Calls.NEVER && invocationLayer[c] <= Math.min(usefulUntil[k], layers - 1)) {
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
        Arrays.parallelPrefix(firstArrival, Integer::sum);
        this.arrivals = Arrays.copyOf(arrived, arrivalCount);
        this.kind = Arrays.copyOf(kinds, classes);
        this.firstLayer = Arrays.copyOf(begins, classes);
        this.lastLayer = Arrays.stream(kind).map(k -> usefulUntil[k]).toArray();
        this.servesCrashed = servesCrashed(calls.transitions());
        this.word = new int[classes];
        this.shift = new int[classes];
        this.mask = new long[classes];
        this.guards = new CountFields(this, members).assign();
        this.words = guards.length;
    }

    private boolean[] servesCrashed(Transitions transitions) {
        BitSet required = new BitSet();
        boolean requiresAny = false;
        for (int k : kind) {
            requiresAny |= transitions.required(k) == Transitions.DEPENDS;
            if (transitions.required(k) >= 0) {
                required.set(transitions.required(k));
            }
        }
        boolean[] serves = new boolean[kind.length];
        for (int i = 0; i < kind.length; i++) {
            int left = transitions.left(kind[i]);
            serves[i] = requiresAny || left == Transitions.DEPENDS || required.get(left);
        }
        return serves;
    }

    int count() {
        return kind.length;
    }
}
