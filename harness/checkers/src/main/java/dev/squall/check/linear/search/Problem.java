package dev.squall.check.linear.search;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * Calls on one object, prepared for the search. The completed calls, in the order of their returns, are the
 * <em>layers</em>. A search is in layer p when the calls of all earlier layers are placed. A search leaves a layer by
 * placing the call that returns there.
 *
 * <p>A completed call occupies a slot only from its invocation to its return. So the size of a configuration depends on
 * the concurrency of the history rather than its length.
 */
public final class Problem {

    private static final int CALL_BYTES = 48;

    public final Calls calls;
    public final Transitions transitions;

    /** Call that returns in each layer. */
    public final int[] layerCall;

    /** Layer of each call's return; undefined for uncompleted calls. */
    public final int[] layerOf;

    /** Slot of each call; undefined for uncompleted calls. */
    final int[] slotOf;

    /** Completed calls in the order of their invocations; those of layer p begin at {@code firstOpened[p]}. */
    final int[] opened;

    final int[] firstOpened;

    /** Largest number of completed calls that are open at once. */
    final int slots;

    final CrashClasses crashes;

    /** Creates the problem of a whole history, or of a window after which no call matters. */
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

    /** Returns the problem of a history that will continue: later, unknown calls may depend on uncompleted calls. */
    public static Problem withUnknownFuture(Calls calls) {
        return new Problem(calls, true);
    }

    /** Returns the approximate memory, in bytes, of the problem and the searches' data per call. */
    public static long bytes(Calls calls) {
        return (long) CALL_BYTES * calls.size();
    }

    public int layers() {
        return layerCall.length;
    }

    /** Returns the layer in which each call begins. */
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
