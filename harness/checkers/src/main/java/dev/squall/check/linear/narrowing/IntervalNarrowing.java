package dev.squall.check.linear.narrowing;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Refutation by narrowing the interval of each call, for models whose calls name the states that they require and
 * leave. If an interval becomes empty, or a required state has no source left, the calls have no linearization.
 *
 * <p>Let a linearization be given by one point in time for each call that takes effect. The points are distinct, and no
 * point is the time of an event. The narrowed interval {@code (low, high)} of a call contains its point in every
 * linearization in which the call takes effect. A call is <em>certain</em> if it takes effect in every linearization.
 * Call a is <em>surely before</em> call b if {@code high(a) <= low(b)}. The initial state counts as an update before
 * all calls.
 *
 * <p>Let call x require state v. The <em>source</em> of x is the last update before x, which leaves v. Update s is a
 * <em>candidate</em> if it leaves v and begins before {@code high(x)}, unless some certain call z leaves another state
 * and lies between: s is surely before z, and z is surely before x. Then s is not the last update before x, or the
 * state at z would be v. So the source of x is a candidate. The rules follow:
 * <ul>
 *   <li><b>No candidate.</b> Call x does not take effect.
 *   <li><b>All candidates.</b> Call x is after the earliest {@code low} of a candidate. If all candidates are surely
 *       before a certain call z that leaves another state, x is before z, or z would lie between.
 *   <li><b>One candidate s</b> of a certain call x. Call s is certain and before x. No update, and no certain observer
 *       of another state, is between s and x. So a certain call that leaves another state and is surely before x is
 *       before s.
 *   <li><b>Consumption.</b> If x is an update, it is the next update after s. Another update with the only candidate s
 *       is a contradiction. An observer with the only candidate s is before x.
 *   <li><b>Zones.</b> The time from {@code high(s)} to the largest {@code low(x)}, over all calls x with the only
 *       candidate s, is between s and such an x. So no other update, and no observer of another state, has its point
 *       there. An interval that begins in the zone begins after it, and an interval that ends in the zone ends before
 *       it. Zones of two sources are disjoint, because each is between two calls that no call of the other separates.
 * </ul>
 *
 * <p>Each rule uses only bounds that hold in every linearization. So the order in which the rules are applied does not
 * matter, and the search for further bounds can stop at any time. One round takes O(n log n) for n calls.
 *
 * <p>After the zones of Gibbons and Korach, <i>Testing shared memories</i>, 1997, where each value is written once.
 */
public final class IntervalNarrowing {

    private static final int MAX_ROUNDS = 64;
    private static final int CALL_BYTES = 96;
    private static final int NONE = -1;

    private final Calls calls;
    private final Transitions transitions;

    /** Number of the update that stands for the initial state. */
    private final int initial;

    private final int[] low;
    private final int[] high;
    private final boolean[] isCertain;

    /** Only candidate of each call, or {@link #NONE}; and the update whose only candidate is the source. */
    private final int[] source;

    private final int[] consumer;

    /** Largest {@code low} of the calls whose only candidate is this update. */
    private final int[] zoneEnd;

    /** Calls in the order of {@code low}, and certain calls in the order of {@code high}. */
    private int[] byLow;

    private int[] byHigh;

    /** Largest {@code low} of a certain call that leaves another state and is surely before a call. */
    private final int[] lastOther;

    /** Smallest {@code high} of a certain call that leaves another state and that a call is surely before. */
    private final int[] nextOther;

    private final StateSources sources;
    private boolean isChanged;
    private boolean isRefuted;

    private IntervalNarrowing(Calls calls) {
        this.calls = calls;
        this.transitions = calls.transitions();
        this.initial = calls.size();
        this.low = Arrays.copyOf(calls.invoked(), initial + 1);
        this.high = Arrays.copyOf(calls.returned(), initial + 1);
        this.isCertain = new boolean[initial + 1];
        for (int c = 0; c < initial; c++) {
            isCertain[c] = high[c] != Calls.NEVER;
        }
        low[initial] = -2;
        high[initial] = -1;
        isCertain[initial] = true;
        this.source = new int[initial + 1];
        this.consumer = new int[initial + 1];
        this.zoneEnd = new int[initial + 1];
        this.lastOther = new int[initial + 1];
        this.nextOther = new int[initial + 1];
        Arrays.fill(source, NONE);
        Arrays.fill(consumer, NONE);
        Arrays.fill(zoneEnd, -2);
        this.sources = new StateSources(transitions.stateCount(), initial + 1);
    }

    /**
     * Returns the completed call with the earliest return such that narrowing refutes the calls up to this return. The
     * history up to there has no linearization. Empty if narrowing does not refute the calls. Takes O(log n) decisions.
     *
     * @throws Meter.Spent if the time or memory budget is spent
     */
    public static OptionalInt refute(Calls calls, Meter budget) {
        if (!refutes(calls, budget)) {
            return OptionalInt.empty();
        }
        int[] byReturn = calls.byReturn();
        int passable = -1;
        int failing = byReturn.length - 1;
        while (passable + 1 < failing) {
            int middle = (passable + failing) >>> 1;
            if (refutes(calls.prefix(calls.returned()[byReturn[middle]]), budget)) {
                failing = middle;
            } else {
                passable = middle;
            }
        }
        return OptionalInt.of(byReturn[failing]);
    }

    /**
     * Returns true if narrowing proves that the calls have no linearization. Returns false if it does not, or if some
     * call does not name its states.
     *
     * @throws Meter.Spent if the time or memory budget is spent
     */
    public static boolean refutes(Calls calls, Meter budget) {
        if (!calls.transitions().areNamed()) {
            return false;
        }
        long bytes = (long) CALL_BYTES * (calls.size() + 1);
        budget.reserve(bytes);
        try {
            return new IntervalNarrowing(calls).run(budget);
        } finally {
            budget.release(bytes);
        }
    }

    private boolean run(Meter budget) {
        isChanged = true;
        for (int round = 0; round < MAX_ROUNDS && isChanged && !isRefuted; round++) {
            budget.checkTime();
            isChanged = false;
            sort();
            findOthers();
            for (int i = 0; i < byLow.length && !isRefuted; i++) {
                int call = byLow[i];
                if (required(call) >= 0 && (isCertain[call] || isUpdate(call))) {
                    narrowByCandidates(call);
                }
            }
            if (!isRefuted) {
                narrowByZones();
            }
        }
        return isRefuted;
    }

    private int required(int call) {
        return call == initial ? Transitions.ANY : transitions.required(calls.kind()[call]);
    }

    private int left(int call) {
        return call == initial ? 0 : transitions.left(calls.kind()[call]);
    }

    private boolean isUpdate(int call) {
        return call == initial || !transitions.isObserver(calls.kind()[call]);
    }

    /** Sorts the calls that can take effect, and lists the updates by the states that they leave. */
    private void sort() {
        long[] lows = new long[initial + 1];
        long[] highs = new long[initial + 1];
        int possible = 0;
        int certain = 0;
        for (int c = 0; c <= initial; c++) {
            if (low[c] < high[c]) {
                lows[possible++] = (long) low[c] << 32 | c;
                if (isCertain[c]) {
                    highs[certain++] = (long) high[c] << 32 | c;
                }
            }
        }
        byLow = sorted(lows, possible);
        byHigh = sorted(highs, certain);
        sources.clear();
        for (int call : byLow) {
            if (isUpdate(call)) {
                sources.add(left(call), call, low[call], high[call]);
            }
        }
    }

    private static int[] sorted(long[] keys, int count) {
        Arrays.sort(keys, 0, count);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    private void findOthers() {
        BestOfTwoStates latest = new BestOfTwoStates(-3);
        int ended = 0;
        for (int call : byLow) {
            while (ended < byHigh.length && high[byHigh[ended]] <= low[call]) {
                latest.add(left(byHigh[ended]), low[byHigh[ended]]);
                ended++;
            }
            lastOther[call] = required(call) >= 0 ? latest.otherThan(required(call)) : -3;
        }
        BestOfTwoStates earliest = new BestOfTwoStates(-Calls.NEVER);
        int begun = byLow.length - 1;
        Arrays.fill(nextOther, Calls.NEVER);
        for (int i = byHigh.length - 1; i >= 0; i--) {
            int call = byHigh[i];
            for (; begun >= 0 && low[byLow[begun]] >= high[call]; begun--) {
                if (isCertain[byLow[begun]]) {
                    earliest.add(left(byLow[begun]), -high[byLow[begun]]);
                }
            }
            nextOther[call] = -earliest.otherThan(left(call));
        }
    }

    private void narrowByCandidates(int x) {
        int after = lastOther[x];
        int count = sources.countBefore(required(x), high[x]);
        int latest = sources.latest(required(x), count);
        if (latest == NONE || sources.highOf(latest) <= after) {
            lower(x, low[x]);
            return;
        }
        raise(x, sources.lowOfFirst(required(x), count, after));
        lower(x, nextOther[latest]);
        if (isCertain[x] && sources.secondHigh(required(x), count) <= after) {
            pair(latest, x, after);
        }
    }

    /** Narrows a call and its only candidate. */
    private void pair(int s, int x, int after) {
        isChanged |= !isCertain[s] || source[x] != s;
        isCertain[s] = true;
        source[x] = s;
        lower(s, high[x]);
        raise(s, after);
        raise(x, low[s]);
        if (isUpdate(x)) {
            isRefuted |= consumer[s] != NONE && consumer[s] != x;
            consumer[s] = x;
        } else if (consumer[s] != NONE) {
            lower(x, high[consumer[s]]);
            raise(consumer[s], low[x]);
        }
        zoneEnd[s] = Math.max(zoneEnd[s], low[x]);
    }

    private void narrowByZones() {
        long[] begins = new long[initial + 1];
        int count = 0;
        for (int s = 0; s <= initial; s++) {
            if (zoneEnd[s] > high[s]) {
                begins[count++] = (high[s] + 1L) << 32 | s;
            }
        }
        int[] zones = sorted(begins, count);
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = high[zones[i]];
            isRefuted |= i > 0 && starts[i] < zoneEnd[zones[i - 1]];
        }
        if (isRefuted) {
            return;
        }
        for (int call : byLow) {
            int begin = lastAtMost(starts, low[call]);
            if (begin >= 0 && low[call] < zoneEnd[zones[begin]] && isOutside(call, zones[begin])) {
                raise(call, zoneEnd[zones[begin]]);
            }
            int end = lastAtMost(starts, high[call] - 1);
            if (end >= 0 && high[call] <= zoneEnd[zones[end]] && isOutside(call, zones[end])) {
                lower(call, starts[end]);
            }
        }
    }

    private static int lastAtMost(int[] ascending, int limit) {
        int from = 0;
        int to = ascending.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ascending[middle] <= limit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }

    /** Returns true if a call cannot be between a source and the calls of which it is the only candidate. */
    private boolean isOutside(int call, int s) {
        return call != s && source[call] != s && (isUpdate(call) || left(call) != left(s));
    }

    private void raise(int call, int bound) {
        if (bound > low[call]) {
            low[call] = bound;
            isChanged = true;
            isRefuted |= isCertain[call] && low[call] >= high[call];
        }
    }

    private void lower(int call, int bound) {
        if (bound < high[call]) {
            high[call] = bound;
            isChanged = true;
            isRefuted |= isCertain[call] && low[call] >= high[call];
        }
    }
}
