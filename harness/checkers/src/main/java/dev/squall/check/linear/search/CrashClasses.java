package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Uncompleted calls, grouped into classes of equal calls. An uncompleted call may take effect at any time after its
 * invocation, or never.
 *
 * <p><b>Classes.</b> Equal calls are interchangeable, so only the number of calls that took effect matters: k equal
 * calls have k + 1 cases rather than 2<sup>k</sup>. A configuration counts the uses of each class.
 *
 * <p><b>Observers</b> that did not complete are left out: they change no state and have no recorded result.
 *
 * <p>A class is left out or ends if {@link Usefulness} finds that no further call can depend on it.
 *
 * <p>The counts are packed into longs. Each class that is useful in a layer has a field of a few bits and a guard bit
 * above it. A field is reused for another class after its class has ended.
 */
final class CrashClasses {

    /** Kind of each class's calls. */
    final int[] kind;

    /** First and last layer in which each class can be used. */
    final int[] firstLayer;

    final int[] lastLayer;

    /** Element [c] is true if a call of another crash class can depend on a call of class c. */
    final boolean[] servesCrashed;

    /** Position of each class's count: the word, the shift, and the mask before shifting. */
    final int[] word;

    final int[] shift;
    final long[] mask;

    /** Number of words for the counts. */
    final int words;

    /** Guard bits of the fields in each word. */
    final long[] guards;

    /**
     * Class of each uncompleted call, in the order of invocations; those of layer p begin at {@code firstArrival[p]}.
     */
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
