package dev.squall.check.linear.calls;

import dev.squall.check.linear.model.Model;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The calls on one object in the order of their invocations. Times are positions in the history.
 *
 * @param transitions what the kinds of the calls do
 * @param kind of each call
 * @param invoked when each call began
 * @param returned when each call ended, or {@link #NEVER}
 * @param operation the index of each call's invocation in the history
 */
public record Calls(Transitions transitions, int[] kind, int[] invoked, int[] returned, int[] operation) {

    /** The end of a call that did not complete: it may take effect at any time from its invocation, or never. */
    public static final int NEVER = Integer.MAX_VALUE;

    public int size() {
        return returned.length;
    }

    /**
     * Returns the calls that overlap a stretch of time, made weaker: one that is open at either end need not take
     * effect in it. So if no order of these explains the stretch, whatever the state at its beginning, no order
     * explains the history.
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

    /** Returns true if the model names a part for each: then these are the calls on one part. */
    boolean isPart() {
        Model model = transitions.model();
        return IntStream.range(0, transitions.kindCount())
                .allMatch(k -> model.partOf(transitions.call(k)).isPresent());
    }

    /** Some of the calls. */
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

    /** Returns the calls that begin before a time; those that are open then may take effect or not. */
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
