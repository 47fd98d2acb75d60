package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * The calls on one object, laid out for the search. The completed calls, in the order of their returns, are the
 * <em>layers</em>. A search stands in layer p when the calls of the layers before p have their places. It leaves the
 * layer by giving a place to the call that returns there.
 *
 * <p>Only open calls need identity: a completed call holds a slot from its invocation to its return, and the slot is
 * then free again. So the size of a configuration goes with the concurrency of the history, not with its length.
 */
public final class Problem {

    private static final int CALL_BYTES = 48;

    public final Calls calls;
    public final Transitions transitions;

    /** Indexed by layer: the call that returns there. */
    public final int[] layerCall;

    /** Indexed by call: the layer of its return; undefined for calls that did not complete. */
    public final int[] layerOf;

    /** Indexed by call: the slot it holds; undefined for calls that did not complete. */
    final int[] slotOf;

    /** Completed calls in the order of their invocations; those of layer p begin at {@code firstOpened[p]}. */
    final int[] opened;

    final int[] firstOpened;

    /** The most calls that are open at once. */
    final int slots;

    final CrashClasses crashes;

    /** All of a history, or a stretch behind which nothing matters. */
    public Problem(Calls calls) {
        this(calls, false);
    }

    private Problem(Calls calls, boolean futureUnknown) {
        this.calls = calls;
        this.transitions = calls.transitions();
        this.layerCall = calls.byReturn();
        this.layerOf = new int[calls.size()];
        for (int layer = 0; layer < layerCall.length; layer++) {
            layerOf[layerCall[layer]] = layer;
        }
        int[] invocationLayer = invocationLayers();
        this.opened = new int[layerCall.length];
        this.firstOpened = new int[layerCall.length + 1];
        listOpened(invocationLayer);
        this.slotOf = new int[calls.size()];
        this.slots = assignSlots();
        int[] usefulUntil = futureUnknown
                ? Usefulness.always(calls, layerCall.length)
                : new Usefulness(calls, layerOf, layerCall.length).untilByKind();
        this.crashes = new CrashClasses(calls, usefulUntil, invocationLayer, layerCall.length);
    }

    /**
     * Returns the first part of a history that goes on: what did not complete can serve calls that are not known yet.
     */
    public static Problem withUnknownFuture(Calls calls) {
        return new Problem(calls, true);
    }

    /** About what the problem of these calls takes, with what the searches keep by call. */
    public static long bytes(Calls calls) {
        return (long) CALL_BYTES * calls.size();
    }

    public int layers() {
        return layerCall.length;
    }

    /** Returns, by call, the layer in which it begins. */
    public int[] invocationLayers() {
        int[] invocationLayer = new int[calls.size()];
        int layer = 0;
        for (int c = 0; c < calls.size(); c++) {
            while (layer < layers() && calls.returned()[layerCall[layer]] < calls.invoked()[c]) {
                layer++;
            }
            invocationLayer[c] = layer;
        }
        return invocationLayer;
    }

    private void listOpened(int[] invocationLayer) {
        int count = 0;
        for (int c = 0; c < calls.size(); c++) {
            if (calls.returned()[c] != Calls.NEVER) {
                firstOpened[invocationLayer[c] + 1]++;
                opened[count++] = c;
            }
        }
        for (int layer = 0; layer < layers(); layer++) {
            firstOpened[layer + 1] += firstOpened[layer];
        }
    }

    private int assignSlots() {
        int[] free = new int[16];
        int freeCount = 0;
        int used = 0;
        for (int layer = 0; layer < layers(); layer++) {
            for (int i = firstOpened[layer]; i < firstOpened[layer + 1]; i++) {
                slotOf[opened[i]] = freeCount > 0 ? free[--freeCount] : used++;
            }
            if (freeCount == free.length) {
                free = Arrays.copyOf(free, 2 * freeCount);
            }
            free[freeCount++] = slotOf[layerCall[layer]];
        }
        return used;
    }
}
