package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Transitions;

/**
 * Layout of configurations, and the steps between them. A configuration consists of the search's layer, the object's
 * state, the set of open calls already placed, and the number of uses of each crash class. A configuration is stored in
 * a few longs: layer and state in the first, then one bit per slot, then the counts.
 *
 * <p>The following rules reduce the number of configurations. Each rule comes with the reason why it keeps some
 * linearization, if one exists:
 * <ul>
 *   <li><b>Just in time.</b> In layer p, calls are placed only until the call that returns there is placed. Calls that
 *       come later in the linearization are still open, so they can be placed in the next layers (Lowe, <i>Testing for
 *       linearizability</i>, 2017).
 *   <li><b>Observers at once.</b> An open observer that agrees with the state is placed immediately: moving it forward
 *       in the linearization changes no state.
 *   <li><b>Equal calls by deadline.</b> Of equal open calls, the one that returns first is placed first. If a
 *       linearization has them in the other order, they can be exchanged, since both calls are open at both places.
 *   <li><b>Crashed calls only when needed.</b> In a linearization with the fewest uncompleted calls, each is directly
 *       followed by a call that depends on its effect (see {@link Usefulness}). So an uncompleted call is placed only
 *       if such a dependent call is available. A dependent call is possible after the uncompleted call; without the
 *       uncompleted call, it is impossible or leaves another state.
 *   <li><b>Dominance</b>, in {@link ConfigurationTable}.
 * </ul>
 */
class Configurations {

    /** Result if no further call can follow. */
    static final int NONE = Integer.MIN_VALUE;

    static final int MASK = 1;

    final Problem problem;
    final Cursor cursor;

    final Transitions transitions;
    final CrashClasses crashes;

    /** Position of the first word with counts; the words before are state, layer and placed calls. */
    final int counts;

    final int[] kind;

    /** Kinds of the open and unplaced calls seen in the current round have the round's number as stamp. */
    final int[] stampOfKind;

    int stamp;

    Configurations(Problem problem) {
        this.problem = problem;
        this.cursor = new Cursor(problem);
        this.transitions = problem.transitions;
        this.crashes = problem.crashes;
        this.counts = MASK + (problem.slots + Long.SIZE - 1) / Long.SIZE;
        this.kind = problem.calls.kind();
        this.stampOfKind = new int[transitions.kindCount()];
    }

    /** Returns the configurations with the fewest steps that a problem's model allows. */
    static Configurations of(Problem problem) {
        return problem.transitions.areNamed() ? new HiddenWrites(problem) : new Configurations(problem);
    }

    /** Returns true if a search reaches every state that is possible when a layer begins. */
    boolean reachAllStates() {
        return true;
    }

    /** Returns the placed calls in order, given the actions of a search; crash classes appear as complements. */
    int[] trail(int[] actions) {
        return actions;
    }

    /** Returns the number of longs of a configuration. */
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

    /** Marks an open call as placed, without applying its effect. */
    void mark(long[] configuration, int call) {
        int slot = problem.slotOf[call];
        configuration[MASK + (slot >> 6)] |= 1L << slot;
    }

    /** Returns true if the call that returns in the cursor's layer is placed. */
    boolean isLayerDone(long[] configuration) {
        return isPlaced(configuration, cursor.open[0]);
    }

    /** Places the open observers that agree with the state. */
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

    /** Moves a configuration whose layer is done to the next layer, without moving the cursor. */
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
     * Returns one of the calls that can be placed next, by its number. Completed calls come first, in the order of
     * their returns, only the earliest of each kind. Uncompleted calls follow, as complements of their crash classes.
     *
     * @param configuration a configuration in the cursor's layer, which is not done, with its observers placed
     * @param number the number of the call, from 0
     * @return the call; {@link #NONE} if there are fewer calls
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

    /** Places a call, and then the open observers that agree with the new state. */
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

    /** Adds uses of a crash class, without applying their effect. */
    void use(long[] configuration, int crashClass, long uses) {
        configuration[counts + crashes.word[crashClass]] += uses << crashes.shift[crashClass];
    }

    /** Returns the number of uses of a crash class. */
    long used(long[] configuration, int c) {
        return configuration[counts + crashes.word[c]] >>> crashes.shift[c] & crashes.mask[c];
    }

    /** Returns true if some open call depends on a step from one state to another. */
    private boolean isNeededByOpen(long[] configuration, int from, int to) {
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            if (!isPlaced(configuration, call) && isServed(kind[call], from, to)) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if some uncompleted call depends on a step from one state to another. */
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
