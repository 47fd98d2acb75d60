package dev.squall.check.linear.calls;

import dev.squall.check.linear.model.Model;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Calls on one object, in the order of their invocations. Times are positions in the history.
 *
 * @param transitions the model's transitions for each kind of call
 * @param kind the kind of each call, a number
 * @param invoked the time of each call's invocation
 * @param returned the time of each call's return, or {@link #NEVER}
 * @param operation the index of each call's invocation in the history
 */
public record Calls(Transitions transitions, int[] kind, int[] invoked, int[] returned, int[] operation) {

    /** Return time of an uncompleted call, which may take effect at any time after its invocation, or never. */
    public static final int NEVER = Integer.MAX_VALUE;

    public int size() {
        return returned.length;
    }

    /**
     * Returns the calls that overlap a time window. A call that is open at either end of the window need not take
     * effect in it. So if no order explains the window from any initial state, the history has no linearization.
     */
    public Calls window(int from, int to) {
        int[] chosen = new int[size()];
        int count = 0;
        for (int c = 0; c < size() && invoked[c] <= to; c++) {
            if (returned[c] >= from) {
                chosen[count++] = c;
            }
        }
        Calls overlapping = only(Arrays.copyOf(chosen, count));
        for (int i = 0; i < count; i++) {
            overlapping.invoked[i] = Math.max(overlapping.invoked[i], from);
            if (invoked[chosen[i]] < from || returned[chosen[i]] > to) {
                overlapping.returned[i] = NEVER;
            }
        }
        return overlapping;
    }

    /** Returns true if the model assigns each call to a part of the object; then all these calls are on one part. */
    boolean isPart() {
        Model model = transitions.model();
        return IntStream.range(0, transitions.kindCount())
                .allMatch(k -> model.partOf(transitions.call(k)).isPresent());
    }

    /** Returns the chosen calls. */
    public Calls where(IntPredicate isChosen) {
        return only(IntStream.range(0, size()).filter(isChosen).toArray());
    }

    private Calls only(int[] chosen) {
        int[] kinds = new int[chosen.length];
        int[] begins = new int[chosen.length];
        int[] ends = new int[chosen.length];
        int[] operations = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            kinds[i] = kind[chosen[i]];
            begins[i] = invoked[chosen[i]];
            ends[i] = returned[chosen[i]];
            operations[i] = operation[chosen[i]];
        }
        return new Calls(transitions, kinds, begins, ends, operations);
    }

    /** Returns the calls that begin before a time; a call that is still open at that time counts as uncompleted. */
    public Calls prefix(int end) {
        int count = 0;
        while (count < size() && invoked[count] < end) {
            count++;
        }
        int[] ends = Arrays.copyOf(returned, count);
        for (int c = 0; c < count; c++) {
            ends[c] = ends[c] > end ? NEVER : ends[c];
        }
        return new Calls(transitions, kind, invoked, ends, operation);
    }

    /** Returns the completed calls in the order of their returns. */
    public int[] byReturn() {
        long[] keys = new long[size()];
        int count = 0;
        for (int c = 0; c < size(); c++) {
            if (returned[c] != NEVER) {
                keys[count++] = (long) returned[c] << 32 | c;
            }
        }
        Arrays.sort(keys, 0, count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }
}
