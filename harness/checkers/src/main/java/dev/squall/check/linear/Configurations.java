package dev.squall.check.linear;

/**
 * What a configuration is and which ones follow it. A configuration says: in which layer the search stands, which state
 * the object is in, which of the open calls have had their places, and how often each crash class was used. It is a few
 * longs: layer and state in the first, then a bit for each slot, then the counts.
 *
 * <p>The rules that keep them few, each with the reason why an order that explains the history survives it:
 * <ul>
 *   <li><b>Just in time.</b> In layer p calls get places only until the call that returns there has its own. An order
 *       can be cut behind the place of that call: what comes later can be placed in the next layers, for it is still
 *       open. (Lowe, <i>Testing for linearizability</i>, 2017.)
 *   <li><b>Observers at once.</b> An open observer that agrees with the state gets its place now: moving it there from
 *       later in the order changes no state.
 *   <li><b>Equal calls by deadline.</b> Of equal open calls the one that returns first goes first: if an order has them
 *       the other way round they can change places, since both are open at both places.
 *   <li><b>Crashed calls only when needed.</b> An order with the fewest uncompleted calls has, directly behind each, a
 *       call that its effect makes a difference to (see {@link Usefulness}). So one is placed only if such a call is at
 *       hand: an open observer that agrees with the new state, or a call that would leave another state, or could not
 *       stand, without it.
 *   <li><b>Dominance</b>, in {@link ConfigurationTable}.
 * </ul>
 */
final class Configurations {

    /** Takes what follows a configuration. */
    interface Sink {

        /** Takes a configuration; the array is overwritten after the call. */
        void accept(long[] configuration);
    }

    private static final int MASK = 1;

    final Problem problem;
    final Cursor cursor;

    private final Transitions transitions;
    private final CrashClasses crashes;
    private final int counts;
    private final long[] child;
    private final int[] stampOfKind;
    private int stamp;
    private int[] candidates = new int[16];

    Configurations(Problem problem) {
        this.problem = problem;
        this.cursor = new Cursor(problem);
        this.transitions = problem.transitions;
        this.crashes = problem.crashes;
        this.counts = MASK + (problem.slots + Long.SIZE - 1) / Long.SIZE;
        this.child = new long[stride()];
        this.stampOfKind = new int[transitions.kindCount()];
    }

    /** The longs of a configuration. */
    int stride() {
        return counts + crashes.words;
    }

    /** An empty table for these configurations. */
    ConfigurationTable newTable(SearchBudget budget) {
        return new ConfigurationTable(counts, crashes.guards, budget);
    }

    /** The configuration before all calls, in the given state. */
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

    private boolean isPlaced(long[] configuration, int call) {
        int slot = problem.slotOf[call];
        return (configuration[MASK + (slot >> 6)] & 1L << slot) != 0;
    }

    private void place(long[] configuration, int call) {
        int slot = problem.slotOf[call];
        configuration[MASK + (slot >> 6)] |= 1L << slot;
    }

    /** Whether the call that returns in the cursor's layer has its place. */
    boolean isLayerDone(long[] configuration) {
        return isPlaced(configuration, cursor.open[0]);
    }

    /** Gives places to the open observers that agree with the state. */
    void placeObservers(long[] configuration) {
        int state = state(configuration);
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int kind = problem.calls.kind()[call];
            if (transitions.isObserver(kind) && transitions.step(state, kind) >= 0) {
                place(configuration, call);
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
     * Gives the sink each configuration in which one more call has its place; those that place an uncompleted call come
     * first, and the one that places the most urgent call comes last.
     *
     * @param configuration in the cursor's layer, not done with it, its observers placed
     */
    void expand(long[] configuration, Sink sink) {
        int state = state(configuration);
        int candidateCount = collectCandidates(configuration, state);
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            int next = transitions.step(state, crashes.kind[c]);
            if (next >= 0 && next != state && used(configuration, c) < cursor.available[c]) {
                if (isNeededByOpen(configuration, state, next)
                        || crashes.servesCrashed[c] && isNeededByCrashed(configuration, state, next)) {
                    copyToChild(configuration, next);
                    child[counts + crashes.word[c]] += 1L << crashes.shift[c];
                    placeObservers(child);
                    sink.accept(child);
                }
            }
        }
        for (int i = candidateCount - 1; i >= 0; i--) {
            int call = candidates[i];
            copyToChild(configuration, transitions.step(state, problem.calls.kind()[call]));
            place(child, call);
            placeObservers(child);
            sink.accept(child);
        }
    }

    /** The calls that can stand next, of each kind the most urgent, in the order of their returns. */
    private int collectCandidates(long[] configuration, int state) {
        if (candidates.length < cursor.openCount) {
            candidates = new int[2 * cursor.openCount];
        }
        stamp++;
        int count = 0;
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int kind = problem.calls.kind()[call];
            if (stampOfKind[kind] != stamp && !transitions.isObserver(kind) && !isPlaced(configuration, call)) {
                stampOfKind[kind] = stamp;
                if (transitions.step(state, kind) >= 0) {
                    candidates[count++] = call;
                }
            }
        }
        return count;
    }

    private long used(long[] configuration, int c) {
        return configuration[counts + crashes.word[c]] >>> crashes.shift[c] & crashes.mask[c];
    }

    private void copyToChild(long[] configuration, int state) {
        System.arraycopy(configuration, 0, child, 0, child.length);
        child[0] = configuration[0] & 0xffffffff_00000000L | state;
    }

    /** Whether any open call is served by a step from one state to another. */
    private boolean isNeededByOpen(long[] configuration, int from, int to) {
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            if (!isPlaced(configuration, call) && isServed(problem.calls.kind()[call], from, to)) {
                return true;
            }
        }
        return false;
    }

    /** The same for the uncompleted calls. */
    private boolean isNeededByCrashed(long[] configuration, int from, int to) {
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            if (used(configuration, c) < cursor.available[c] && isServed(crashes.kind[c], from, to)) {
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
