package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * Configurations of a register in which a write need not be placed while it is open, because it can be hidden. A hidden
 * write is placed directly before another write, together with the reads of its value. So it changes no later state.
 *
 * <p>A <em>blind</em> call is one that requires no state, such as a write. A <em>cut</em> is a place directly before a
 * blind call. The configuration keeps the layer of the last cut. A call is <em>covered</em> if it is open in that layer
 * and still open now. Covered calls are hidden later, and only if needed:
 * <ul>
 *   <li>A covered write that returns can be hidden: it is placed in the last cut, and the covered reads of its value
 *       are placed behind it. The state stays the same.
 *   <li>A covered read that returns can be hidden behind a covered write of its value.
 *   <li>A write that returns uncovered is placed. All open calls are then covered.
 * </ul>
 *
 * <p><b>No order is lost.</b> Take a linearization. A write, the reads of its value and the compare-and-sets that
 * follow form a run. Let f be the first return in the run.
 * <ul>
 *   <li>The run can begin in the layer of f, since all its calls are open then, or begin later. The calls between are
 *       not in the run, and their states are not changed if the run's write moves behind them.
 *   <li>If no call of a run without a compare-and-set begins after layer f, the run needs the state at one instant
 *       only. It can be hidden in any cut at which its calls are open, so the last cut is as good as any.
 *   <li>So a write is placed only if it returns, if a read of its value returns, or directly before a compare-and-set
 *       that requires its value. If it can be hidden instead, it is placed only if a read of its value is
 *       open but not covered, or if a call that requires its value begins later, before any call of another value has
 *       begun and returned.
 * </ul>
 * Hidden calls are real: they are placed in the cut, where each of them was open.
 *
 * <p><b>Dominance.</b> Let a and b be configurations with the same layer, state and placed compare-and-sets.
 * Configuration a dominates b if its last cut is not earlier, if it placed all reads that b placed and no write that b
 * did not, and if it used no crash class more often. A write that only b placed is covered in a: its place in b is
 * directly before a cut, or is itself after the last cut of b. So a can hide that write when it returns, and
 * otherwise place the same calls as b.
 *
 * <p>After the zones of Gibbons and Korach, <i>Testing shared memories</i>, 1997. The zones show that intervals alone
 * decide once it is known which write each read returns.
 *
 * <p>The steps require named states: {@link Transitions#areNamed()}.
 */
final class HiddenWrites extends Configurations {

    private static final long CUT_GUARD = 1L << 62;

    private final int calls;
    private final int classes;
    private final int layers;
    private final int[] invocationLayer;
    private final NextReaders readers;

    /** First layer, from each layer on, in which an uncompleted call begins. */
    private final int[] nextArrival;

    /** Layers in which the calls of each crash class begin, in increasing order. */
    private final int[][] arrivalLayers;

    /** States that calls at hand require, in a list; {@code wantedIn} has the current round for these states. */
    private final int[] wanted;

    private final int[] wantedIn;
    private int wantedCount;
    private int round;

    HiddenWrites(Problem problem) {
        super(problem);
        this.calls = problem.calls.size();
        this.classes = crashes.count();
        this.layers = problem.layers();
        this.invocationLayer = problem.invocationLayers();
        this.readers = new NextReaders(problem, invocationLayer);
        this.nextArrival = new int[layers + 1];
        this.arrivalLayers = new int[classes][0];
        this.wanted = new int[transitions.stateCount()];
        this.wantedIn = new int[wanted.length];
        listArrivals();
    }

    private void listArrivals() {
        nextArrival[layers] = layers;
        for (int layer = layers - 1; layer >= 0; layer--) {
            boolean arrives = crashes.firstArrival[layer] < crashes.firstArrival[layer + 1];
            nextArrival[layer] = arrives ? layer : nextArrival[layer + 1];
        }
        for (int layer = 0; layer < layers; layer++) {
            for (int i = crashes.firstArrival[layer]; i < crashes.firstArrival[layer + 1]; i++) {
                int c = crashes.arrivals[i];
                arrivalLayers[c] = Arrays.copyOf(arrivalLayers[c], arrivalLayers[c].length + 1);
                arrivalLayers[c][arrivalLayers[c].length - 1] = layer;
            }
        }
    }

    @Override
    boolean reachAllStates() {
        return false;
    }

    /** Returns the trail with each hidden write directly before the blind call placed last when it was hidden. */
    @Override
    int[] trail(int[] actions) {
        int[] trail = new int[actions.length];
        int[] next = new int[actions.length];
        int[] previous = new int[actions.length];
        int last = -1;
        int lastBlind = -1;
        int first = -1;
        for (int i = 0; i < actions.length; i++) {
            int action = actions[i];
            boolean hides = isHiding(action);
            int after = hides ? lastBlind : -1;
            int before = hides ? previous[lastBlind] : last;
            trail[i] = !hides ? action : action >= 0 ? action - calls : ~(~action - classes);
            previous[i] = before;
            next[i] = after;
            if (before < 0) {
                first = i;
            } else {
                next[before] = i;
            }
            if (hides) {
                previous[after] = i;
            } else {
                last = i;
                lastBlind = isBlind(kindOf(action)) ? i : lastBlind;
            }
        }
        int[] ordered = new int[actions.length];
        for (int i = first, at = 0; i >= 0; i = next[i]) {
            ordered[at++] = trail[i];
        }
        return ordered;
    }

    private boolean isHiding(int action) {
        return action >= calls || ~action >= classes;
    }

    private int kindOf(int action) {
        return action >= 0 ? kind[action] : crashes.kind[~action];
    }

    @Override
    int stride() {
        return super.stride() + 1;
    }

    @Override
    ConfigurationTable newTable(Meter budget) {
        long[] guards = Arrays.copyOf(crashes.guards, crashes.guards.length + 1);
        guards[guards.length - 1] = CUT_GUARD;
        return new Table(guards, budget);
    }

    @Override
    long[] initial(int state) {
        long[] configuration = super.initial(state);
        cutAt(configuration, -1);
        return configuration;
    }

    /** Sets the layer of the last cut. The word decreases with the layer, so that the later cut dominates. */
    private void cutAt(long[] configuration, int layer) {
        configuration[configuration.length - 1] = layers - layer;
    }

    private int cut(long[] configuration) {
        return layers - (int) configuration[configuration.length - 1];
    }

    @Override
    void leaveLayer(long[] configuration) {
        int layer = layer(configuration);
        int cut = cut(configuration);
        int same = Math.min(layer, nextArrival[cut + 1] - 1);
        for (int i = 1; i < cursor.openCount; i++) {
            int begin = invocationLayer[cursor.open[i]];
            if (begin > cut && begin <= same && !isPlaced(configuration, cursor.open[i])) {
                same = begin - 1;
            }
        }
        cutAt(configuration, Math.max(cut, same));
        super.leaveLayer(configuration);
    }

    /**
     * Returns one of the calls that can be placed next, like the overridden method. A hidden call is returned as its
     * number plus the number of calls, or as the complement of its class plus the number of classes.
     */
    @Override
    int follower(long[] configuration, int number) {
        findWantedStates(configuration);
        int state = state(configuration);
        int returning = cursor.open[0];
        int count = 0;
        int hidden = hidden(configuration, returning);
        if (hidden != NONE && count++ == number) {
            return hidden;
        }
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int k = kind[call];
            if (transitions.isObserver(k) || isPlaced(configuration, call) || isRepeated(configuration, i)) {
                continue;
            }
            boolean follows = isBlind(k)
                    ? isWanted(configuration, transitions.left(k), call == returning, hidden != NONE)
                    : transitions.step(state, k) >= 0;
            if (follows && count++ == number) {
                return call;
            }
        }
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            int k = crashes.kind[c];
            if (isAtHand(configuration, c) && !isOpen(configuration, k)) {
                boolean follows = isBlind(k)
                        ? isWanted(configuration, transitions.left(k), false, hidden != NONE)
                        : transitions.step(state, k) >= 0 && isWantedUpdate(configuration, c);
                if (follows && count++ == number) {
                    return ~c;
                }
            }
        }
        return NONE;
    }

    private boolean isBlind(int k) {
        return transitions.required(k) == Transitions.ANY;
    }

    /** Returns true if an equal call that returns earlier is unplaced. */
    private boolean isRepeated(long[] configuration, int place) {
        int k = kind[cursor.open[place]];
        for (int i = 0; i < place; i++) {
            if (kind[cursor.open[i]] == k && !isPlaced(configuration, cursor.open[i])) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if a completed call of this kind is open and unplaced. */
    private boolean isOpen(long[] configuration, int k) {
        for (int i = 0; i < cursor.openCount; i++) {
            if (kind[cursor.open[i]] == k && !isPlaced(configuration, cursor.open[i])) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if a blind call that leaves a state may be placed next. */
    private boolean isWanted(long[] configuration, int left, boolean isReturning, boolean canHide) {
        if (isRequiredByUpdate(configuration, left)) {
            return true;
        }
        boolean serves = isReturning || transitions.required(kind[cursor.open[0]]) == left;
        return serves
                && (!canHide
                        || hasUncoveredReader(configuration, left)
                        || readers.isRequiredAfter(layer(configuration), left));
    }

    /** Returns true if a read of a state is open, unplaced, and cannot be hidden in the last cut. */
    private boolean hasUncoveredReader(long[] configuration, int state) {
        int cut = cut(configuration);
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            if (invocationLayer[call] > cut
                    && transitions.required(kind[call]) == state
                    && !isPlaced(configuration, call)) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if a compare-and-set that requires a state can be placed, and is wanted itself. */
    private boolean isRequiredByUpdate(long[] configuration, int required) {
        for (int i = 0; i < cursor.openCount; i++) {
            int k = kind[cursor.open[i]];
            if (transitions.required(k) == required
                    && !transitions.isObserver(k)
                    && !isPlaced(configuration, cursor.open[i])) {
                return true;
            }
        }
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            if (transitions.required(crashes.kind[c]) == required && isWantedUpdate(configuration, c)) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if a crash class's compare-and-set is at hand and leaves a wanted state. */
    private boolean isWantedUpdate(long[] configuration, int c) {
        return wantedIn[transitions.left(crashes.kind[c])] == round && isAtHand(configuration, c);
    }

    /**
     * Finds the states that open reads and compare-and-sets require, and those from which uncompleted compare-and-sets
     * lead there. Each uncompleted compare-and-set is directly followed by a call that requires its result, and the
     * last call of such a chain is completed.
     */
    private void findWantedStates(long[] configuration) {
        round++;
        wantedCount = 0;
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            if (!isPlaced(configuration, call)) {
                want(transitions.required(kind[call]));
            }
        }
        for (int next = 0; next < wantedCount; next++) {
            for (int i = 0; i < cursor.activeCount; i++) {
                int c = cursor.active[i];
                if (transitions.left(crashes.kind[c]) == wanted[next] && isAtHand(configuration, c)) {
                    want(transitions.required(crashes.kind[c]));
                }
            }
        }
    }

    private void want(int state) {
        if (state >= 0 && wantedIn[state] != round) {
            wantedIn[state] = round;
            wanted[wantedCount++] = state;
        }
    }

    /** Returns the action that hides the write by which the returning call is placed in the last cut, or NONE. */
    private int hidden(long[] configuration, int returning) {
        int cut = cut(configuration);
        int k = kind[returning];
        if (invocationLayer[returning] > cut || !isBlind(k) && !transitions.isObserver(k)) {
            return NONE;
        }
        if (isBlind(k)) {
            return calls + returning;
        }
        int value = transitions.required(k);
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            if (isBlind(kind[call])
                    && transitions.left(kind[call]) == value
                    && invocationLayer[call] <= cut
                    && !isPlaced(configuration, call)) {
                return calls + call;
            }
        }
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            if (isBlind(crashes.kind[c])
                    && transitions.left(crashes.kind[c]) == value
                    && isAtHand(configuration, c)
                    && arrivalLayers[c][(int) used(configuration, c)] <= cut) {
                return ~(classes + c);
            }
        }
        return NONE;
    }

    @Override
    void place(long[] configuration, int action) {
        if (isHiding(action)) {
            hide(configuration, action);
            return;
        }
        if (isBlind(kindOf(action))) {
            cutAt(configuration, layer(configuration));
        }
        super.place(configuration, action);
    }

    private void hide(long[] configuration, int action) {
        int value;
        if (action >= 0) {
            value = transitions.left(kind[action - calls]);
            mark(configuration, action - calls);
        } else {
            int c = ~action - classes;
            value = transitions.left(crashes.kind[c]);
            use(configuration, c, 1);
        }
        int cut = cut(configuration);
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            if (transitions.isObserver(kind[call])
                    && transitions.required(kind[call]) == value
                    && invocationLayer[call] <= cut) {
                mark(configuration, call);
            }
        }
    }

    /** Set of configurations of which none dominates another, by the rules of {@link HiddenWrites}. */
    private final class Table extends ConfigurationTable {

        private final long[] reads = new long[counts - MASK];
        private final long[] writes = new long[counts - MASK];
        private int maskedLayer = -1;

        Table(long[] guards, Meter budget) {
            super(MASK, counts, guards, budget);
        }

        @Override
        boolean isAtMost(long[] a, int aAt, long[] b, int bAt) {
            findSlots();
            for (int i = 0; i < reads.length; i++) {
                long less = ~a[aAt + MASK + i] & b[bAt + MASK + i];
                long more = a[aAt + MASK + i] & ~b[bAt + MASK + i];
                if ((less & ~writes[i] | more & ~reads[i]) != 0) {
                    return false;
                }
            }
            return super.isAtMost(a, aAt, b, bAt);
        }

        /** Finds the slots of the open reads and writes. A slot of the next layer is empty or has the same call. */
        private void findSlots() {
            if (maskedLayer == cursor.layer()) {
                return;
            }
            maskedLayer = cursor.layer();
            Arrays.fill(reads, 0);
            Arrays.fill(writes, 0);
            for (int i = 0; i < cursor.openCount; i++) {
                int call = cursor.open[i];
                int slot = problem.slotOf[call];
                long[] mask = transitions.isObserver(kind[call]) ? reads : isBlind(kind[call]) ? writes : null;
                if (mask != null) {
                    mask[slot >> 6] |= 1L << slot;
                }
            }
        }
    }
}
