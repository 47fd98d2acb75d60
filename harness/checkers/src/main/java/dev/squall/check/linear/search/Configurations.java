package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Transitions;

/**
 * Layout of configurations, and the step from one to the next. A configuration has the layer of the search, the state
 * of the object, which of the open calls have had their places, and how often each crash class was used. It is a few
 * longs: layer and state in the first, then a bit for each slot, then the counts.
 *
 * <p>The rules that keep them few, each with the reason why an order that explains the history survives it:
 * <ul>
 *   <li><b>Just in time.</b> In layer p calls get places only until the call that returns there has its own. An order
 *       can be cut behind the place of that call: what comes later can be placed in the next layers, for it is still
 *       open. (Lowe, <i>Testing for linearizability</i>, 2017.)
 *   <li><b>Observers at once.</b> An open observer that agrees with the state gets its place now: moving it there from
 *       later in the order changes no state.
 *   <li><b>Equal calls by deadline.</b> Of equal open calls the one that returns first goes first. If an order has them
 *       the other way round they can change places, since both are open at both places.
 *   <li><b>Crashed calls only when needed.</b> An order with the fewest uncompleted calls has, directly behind each, a
 *       call that its effect makes a difference to (see {@link Usefulness}). So one is placed only if such a call is at
 *       hand. Such a call is an open observer that agrees with the new state, or a call that would leave another state,
 *       or could not stand, without it.
 *   <li><b>Dominance</b>, in {@link ConfigurationTable}.
 * </ul>
 */
final class Configurations {

    /** Stands where no further call can follow. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int MASK = 1;

    final Problem problem;
    final Cursor cursor;

    private final Transitions transitions;
    private final CrashClasses crashes;
    private final int counts;
    private final int[] kind;
    private final int[] stampOfKind;
    private int stamp;

    Configurations(Problem problem) {
        this.problem = problem;
        this.cursor = new Cursor(problem);
        this.transitions = problem.transitions;
        this.crashes = problem.crashes;
        this.counts = MASK + (problem.slots + Long.SIZE - 1) / Long.SIZE;
        this.kind = problem.calls.kind();
        this.stampOfKind = new int[transitions.kindCount()];
    }

    /** Returns the longs of a configuration. */
    int stride() {
        return counts + crashes.words;
    }

    /** Returns an empty table for these configurations. */
    ConfigurationTable newTable(Meter budget) {
        return new ConfigurationTable(counts, crashes.guards, budget);
    }

    /** Returns the configuration before all calls, in the given state. */
    long[] initial(int state) {
        long[] configuration = new long[stride()];
        configuration[0] = state;
        return configuration;
    }

    static int state(long[] configuration) {
        return (int) configuration[0];
    }

    static int layer(long[] configuration) {
        return (int) (configuration[0] >>> 32);
    }

    boolean isPlaced(long[] configuration, int call) {
        int slot = problem.slotOf[call];
        return (configuration[MASK + (slot >> 6)] & 1L << slot) != 0;
    }

    /** Gives an open call its place, without its effect. */
    void mark(long[] configuration, int call) {
        int slot = problem.slotOf[call];
        configuration[MASK + (slot >> 6)] |= 1L << slot;
    }

    /** Returns true if the call that returns in the cursor's layer has its place. */
    boolean isLayerDone(long[] configuration) {
        return isPlaced(configuration, cursor.open[0]);
    }

    /** Gives places to the open observers that agree with the state. */
    void placeObservers(long[] configuration) {
        int state = state(configuration);
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int k = kind[call];
            if (transitions.isObserver(k) && transitions.step(state, k) >= 0) {
                mark(configuration, call);
            }
        }
    }

    /** Moves a configuration that is done with the cursor's layer to the next one; the cursor stays. */
    void leaveLayer(long[] configuration) {
        int slot = problem.slotOf[cursor.open[0]];
        configuration[MASK + (slot >> 6)] &= ~(1L << slot);
        int layer = layer(configuration);
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            if (crashes.lastLayer[c] == layer) {
                configuration[counts + crashes.word[c]] &= ~(crashes.mask[c] << crashes.shift[c]);
            }
        }
        configuration[0] += 1L << 32;
    }

    /**
     * Returns the calls that can have the next place, the most promising first. Completed calls come first, of each
     * kind the most urgent, in the order of their returns. Uncompleted calls follow, as the complements of their crash
     * classes.
     *
     * @param configuration in the cursor's layer, not done with it, its observers placed
     * @param number from 0
     * @return {@link #NONE} if there are fewer
     */
    int follower(long[] configuration, int number) {
        int state = state(configuration);
        stamp++;
        int count = 0;
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int k = kind[call];
            if (stampOfKind[k] != stamp && !transitions.isObserver(k) && !isPlaced(configuration, call)) {
                stampOfKind[k] = stamp;
                if (transitions.step(state, k) >= 0 && count++ == number) {
                    return call;
                }
            }
        }
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            if (isUseful(configuration, c) && count++ == number) {
                return ~c;
            }
        }
        return NONE;
    }

    private boolean isUseful(long[] configuration, int c) {
        int state = state(configuration);
        int next = transitions.step(state, crashes.kind[c]);
        return next >= 0
                && next != state
                && isAtHand(configuration, c)
                && (isNeededByOpen(configuration, state, next)
                        || crashes.servesCrashed[c] && isNeededByCrashed(configuration, state, next));
    }

    /** Gives a call its place, and then the observers that agree with the new state. */
    void place(long[] configuration, int action) {
        int k = action >= 0 ? kind[action] : crashes.kind[~action];
        int next = transitions.step(state(configuration), k);
        configuration[0] = configuration[0] & 0xffffffff_00000000L | next;
        if (action >= 0) {
            mark(configuration, action);
        } else {
            use(configuration, ~action, 1);
        }
        placeObservers(configuration);
    }

    /** Returns true if a call of a crash class can still be placed. */
    boolean isAtHand(long[] configuration, int crashClass) {
        return used(configuration, crashClass) < cursor.available[crashClass];
    }

    /** Counts uses of a crash class, without their effect. */
    void use(long[] configuration, int crashClass, long uses) {
        configuration[counts + crashes.word[crashClass]] += uses << crashes.shift[crashClass];
    }

    /** Returns how often a crash class was used. */
    long used(long[] configuration, int c) {
        return configuration[counts + crashes.word[c]] >>> crashes.shift[c] & crashes.mask[c];
    }

    /** Returns true if any open call is served by a step from one state to another. */
    private boolean isNeededByOpen(long[] configuration, int from, int to) {
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            if (!isPlaced(configuration, call) && isServed(kind[call], from, to)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the same for the uncompleted calls. */
    private boolean isNeededByCrashed(long[] configuration, int from, int to) {
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            if (isAtHand(configuration, c) && isServed(crashes.kind[c], from, to)) {
                return true;
            }
        }
        return false;
    }

    private boolean isServed(int kind, int from, int to) {
        int after = transitions.step(to, kind);
        return after >= 0 && after != transitions.step(from, kind);
    }
}
