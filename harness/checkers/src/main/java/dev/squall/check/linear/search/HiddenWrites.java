package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;

/**
 * Configurations of a register in which a write need not be placed while it is open, because it can be hidden. A hidden
 * write is placed directly before another write, together with reads of its value. So it changes no later state.
 *
 * <p>A <em>blind</em> call requires no state, such as a write. A <em>cut</em> is the place directly before a blind
 * call. The configuration keeps the layer of the last cut. A call is <em>covered</em> if it is unplaced and was open in
 * that layer. Covered calls are hidden later, and only if needed.
 * <ul>
 *   <li>A covered write that returns can be hidden: it is placed in the last cut, and the covered reads of its value
 *       are placed behind it. The state stays the same.
 *   <li>A covered read that returns can be hidden behind the covered write of its value that returns first.
 *   <li>A write that is placed makes a new cut. All open calls are then covered.
 * </ul>
 *
 * <p><b>No order is lost.</b> Let a configuration in layer p have a completion: some blocks for the cut, each of one
 * covered write and covered reads of its value, and then a sequence F of the other calls. Let r be the call that
 * returns in p. Take a completion with the fewest uncompleted calls. Each of these is then directly followed by a call
 * that depends on it. One of the offered steps has a completion:
 * <ul>
 *   <li>If r is in a block, hiding is offered. The write of the block is exchanged with the equal covered one that
 *       returns first, and the other covered reads of its value join the block.
 *   <li>If F begins with a compare-and-set, it is offered. An uncompleted one is followed, through other uncompleted
 *       ones, by a completed call. That call is r or precedes r, so it is open.
 *   <li>Otherwise F begins with a blind call w. Let v be its value, and S the reads of v directly after w.
 *   <li>If r is neither w nor in S, the call after S is r or precedes r, so it is open. If it is a compare-and-set, w
 *       is offered. If it is blind, w and S can be hidden before it. The argument continues with that blind call as w.
 *   <li>If r is w or in S, and r cannot be hidden, w is offered.
 *   <li>If r can be hidden, let h be the write that hides it. Look at w and S, and, if h is another write in F, also at
 *       h and the reads of v directly after h. If a compare-and-set follows, or one of these reads is not covered, then
 *       w is offered: a call that requires v is open, or {@link WantedStates#isRequiredLater} holds. Else all these
 *       reads, h and r can be moved to the cut, so hiding has a completion.
 * </ul>
 * In the last case, S alone does not decide. If w returns before h, hiding h can take away the only write of v after
 * the return of w.
 *
 * <p>Of equal open writes, the one that returns first is placed first. If it was in a block, the other takes its place
 * in the new cut, which is not earlier.
 *
 * <p><b>Dominance.</b> Let a and b be configurations with the same layer, state and placed compare-and-sets. Then a
 * dominates b if three conditions hold. Its last cut is not earlier. It placed all reads that b placed, and no write
 * that b did not place. It used no crash class more often. A write that only b placed began no later than the layer of
 * b's cut, so it is covered in a. The completion of b, without the reads that a placed, and with one more block for
 * each write that only b placed, is a completion of a.
 *
 * <p>The layer of the cut is moved forward over layers in which no unplaced call began. The same calls are covered.
 *
 * <p>After the zones of Gibbons and Korach, <i>Testing shared memories</i>, 1997. The zones show that intervals alone
 * decide once it is known which write each read returns.
 *
 * <p>The steps require named states ({@link Transitions#areNamed()}) and that all later calls are known.
 */
final class HiddenWrites extends Configurations {

    private static final long CUT_GUARD = 1L << 62;

    private final int calls;
    private final int classes;
    private final int layers;
    private final int[] invocationLayer;
    private final WantedStates wanted;

    /** First layer, from each layer on, in which an uncompleted call begins. */
    private final int[] nextArrival;

    /** Layers in which the calls of each crash class begin, in increasing order. */
    private final int[][] arrivalLayers;

    HiddenWrites(Problem problem) {
        super(problem);
        this.calls = problem.calls.size();
        this.classes = crashes.count();
        this.layers = problem.layers();
        this.invocationLayer = problem.invocationLayers();
        this.wanted = new WantedStates(this, invocationLayer);
        this.nextArrival = new int[layers + 1];
        this.arrivalLayers = new int[classes][0];
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
        LinkedTrail trail = new LinkedTrail(actions.length);
        int lastBlind = LinkedTrail.END;
        for (int action : actions) {
            if (isHiding(action)) {
                trail.insertBefore(lastBlind, action >= 0 ? action - calls : ~(~action - classes));
            } else {
                int added = trail.append(action);
                lastBlind = isBlind(kindOf(action)) ? added : lastBlind;
            }
        }
        return trail.toArray();
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
        return new HiddenWritesTable(this, guards, budget);
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
        wanted.find(configuration);
        stamp++;
        int state = state(configuration);
        int count = 0;
        int hidden = hidden(configuration, cursor.open[0]);
        if (hidden != NONE && count++ == number) {
            return hidden;
        }
        for (int i = 0; i < cursor.openCount; i++) {
            int call = cursor.open[i];
            int k = kind[call];
            if (transitions.isObserver(k) || isPlaced(configuration, call) || stampOfKind[k] == stamp) {
                continue;
            }
            stampOfKind[k] = stamp;
            boolean follows =
                    isBlind(k) ? isWanted(configuration, call, hidden != NONE) : transitions.step(state, k) >= 0;
            if (follows && count++ == number) {
                return call;
            }
        }
        for (int i = 0; i < cursor.activeCount; i++) {
            int c = cursor.active[i];
            int k = crashes.kind[c];
            if (isAtHand(configuration, c) && stampOfKind[k] != stamp) {
                boolean follows = isBlind(k)
                        ? isWanted(configuration, ~c, hidden != NONE)
                        : transitions.step(state, k) >= 0 && wanted.isWantedUpdate(configuration, c);
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

    /** Returns true if a blind call may be placed next. The other choice may be to hide the returning call. */
    private boolean isWanted(long[] configuration, int action, boolean canHide) {
        int returning = cursor.open[0];
        int left = transitions.left(kindOf(action));
        if (wanted.isRequiredByUpdate(configuration, left)) {
            return true;
        }
        if (action != returning && transitions.required(kind[returning]) != left) {
            return false;
        }
        return !canHide || hasUncoveredReader(configuration, left) || wanted.isRequiredLater(left);
    }

    /** Returns true if a call that requires a state is open, unplaced, and not covered. */
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
}
