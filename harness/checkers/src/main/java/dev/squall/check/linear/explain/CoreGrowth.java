package dev.squall.check.linear.explain;

import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import dev.squall.check.linear.explain.Placements.Placement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Incremental search for the core of a violation, for histories too large to start from all calls. The core starts as
 * the unplaceable call. While an order explains the core, a call that the order treats illegally joins the core: a
 * completed call that is left out, or a call that takes effect twice.
 */
final class CoreGrowth {

    /** Largest core that is useful as an explanation, in calls. */
    private static final int MAX_CORE = 48;

    private static final int NO_CALL = -1;

    private final RelaxedSweep sweep;
    private final Calls calls;
    private final Transitions transitions;
    private final int from;
    private final int unplaceable;
    private final int[] events;
    /**
     * Number of the event at which each call begins; {@code end} has the number of the event at which it ends. Both are
     * {@link Integer#MAX_VALUE} for an event outside the time window.
     */
    private final int[] begin;

    private final int[] end;

    private CoreGrowth(RelaxedSweep sweep, Calls calls, int from, int unplaceable) {
        this.sweep = sweep;
        this.calls = calls;
        this.transitions = calls.transitions();
        this.from = from;
        this.unplaceable = unplaceable;
        this.events = sweep.events();
        this.begin = new int[calls.size()];
        this.end = new int[calls.size()];
        Arrays.fill(begin, Integer.MAX_VALUE);
        Arrays.fill(end, Integer.MAX_VALUE);
        for (int event = 0; event < events.length; event++) {
            (events[event] >= 0 ? begin : end)[Math.max(events[event], ~events[event])] = event;
        }
    }

    /**
     * Returns a core that no order explains; empty if none was found.
     *
     * @param from the time at which the sweep's window begins
     * @param unplaceable the call whose end is the end of the window
     */
    static Optional<BitSet> sufficient(RelaxedSweep sweep, Calls calls, int from, int unplaceable) {
        boolean isWhole = calls.invoked()[unplaceable] >= from;
        return isWhole ? new CoreGrowth(sweep, calls, from, unplaceable).grow() : Optional.empty();
    }

    private Optional<BitSet> grow() {
        BitSet core = new BitSet();
        for (int call = unplaceable; call != NO_CALL && core.cardinality() < MAX_CORE; call = wronged(core)) {
            core.set(call);
            if (sweep.statesAtEnd(core) != null) {
                return Optional.of(core);
            }
        }
        return Optional.empty();
    }

    /** Returns the latest-starting call that the explaining order treats illegally and that can join the core. */
    private int wronged(BitSet core) {
        List<Placement> path = sweep.explanation();
        BitSet used = new BitSet();
        int latest = NO_CALL;
        for (Placement placement : path) {
            int call = placement.call();
            if (call != NO_CALL && !core.get(call)) {
                latest = later(latest, use(placement, core, used));
            }
        }
        for (int event = events.length - 1; event >= 0; event--) {
            int call = ~events[event];
            if (call >= 0 && canJoin(call, core) && !used.get(call) && !fits(call, path)) {
                latest = later(latest, call);
            }
        }
        return latest;
    }

    private int later(int one, int other) {
        return one == NO_CALL || other != NO_CALL && begin[other] > begin[one] ? other : one;
    }

    private boolean canJoin(int call, BitSet core) {
        return !core.get(call) && calls.invoked()[call] >= from;
    }

    /**
     * Assigns a placement to the unused equal call that ends first. Returns a call that must be used twice if all are
     * used, else no call.
     */
    private int use(Placement placement, BitSet core, BitSet used) {
        int kind = calls.kind()[placement.call()];
        int free = NO_CALL;
        int again = NO_CALL;
        for (int c = 0; c < calls.size() && calls.invoked()[c] < timeOf(placement.event()) + 1; c++) {
            if (calls.kind()[c] == kind
                    && !core.get(c)
                    && end[c] > placement.event()
                    && begin[c] <= placement.event()) {
                if (used.get(c)) {
                    again = canJoin(c, core) ? c : again;
                } else if (free == NO_CALL || end[c] < end[free]) {
                    free = c;
                }
            }
        }
        if (free != NO_CALL) {
            used.set(free);
        }
        return free == NO_CALL ? again : NO_CALL;
    }

    private int timeOf(int event) {
        return events[event] >= 0 ? Math.max(from, calls.invoked()[events[event]]) : calls.returned()[~events[event]];
    }

    /** Returns true if a completed call could be added to the explaining order. */
    private boolean fits(int call, List<Placement> path) {
        int kind = calls.kind()[call];
        int first = firstAfter(begin[call], path) - 1;
        for (int p = first; p < path.size() && path.get(p).event() < end[call]; p++) {
            int state = path.get(p).after();
            int after = transitions.step(state, kind);
            if (after == state) {
                return true;
            }
            boolean isLast = p == path.size() - 1;
            boolean isOverwritten = !isLast
                    && path.get(p + 1).event() < end[call]
                    && transitions.required(calls.kind()[path.get(p + 1).call()]) == Transitions.ANY;
            if (after >= 0 && (isLast ? end[call] > begin[unplaceable] : isOverwritten)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of the first placement at or after an event; the initial state does not count. */
    private static int firstAfter(int event, List<Placement> path) {
        int low = 1;
        int high = path.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (path.get(middle).event() < event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
