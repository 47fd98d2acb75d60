package dev.squall.check.linear.explain;

import dev.squall.check.Meter;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Transitions;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.search.ConfigurationTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decision procedure for the relaxed rule of {@link Counterexample}: it decides if some order explains a subset of the
 * calls, the <em>core</em>. The sweep holds all possible situations, from one begin or end of a call to the next. The
 * sweep covers only a time window; calls that overlap the window's begin must not be in the core.
 *
 * <p>Calls take effect only right after some call begins, starting with that call. Calls that could take effect before
 * the call that begins could also take effect after an earlier begin. A call outside the core that would not change the
 * state is not placed. Equal repeatable calls outside the core are interchangeable. Among equal calls outside the core
 * that never end, the earliest to begin takes effect first.
 */
final class RelaxedSweep {

    /** Largest number of situations at once; a larger problem is not explained. */
    private static final int MAX_SITUATIONS = 100_000;

    /** Largest number of situations if repetition may create infinitely many states. */
    private static final int MAX_ENDLESS = 500;

    private static final int NO_SLOT = -1;

    private final Calls calls;
    private final Transitions transitions;
    private final boolean repeatable;
    private final int maxSituations;
    private final Meter budget;

    /** Begins and ends in order of time; a begin is the call's number, an end is its bitwise complement. */
    private final int[] events;

    private final BitSet initialStates;
    private final int[] slot;
    /** For each slot: the slot of the previous interchangeable call. */
    private final int[] earlierEqual = new int[Long.SIZE];

    private final int[] open;
    private int openCount;
    /** Number of open calls of each kind that one entry of {@link #open} represents. */
    private final int[] standIns;

    private long freeSlots;
    private BitSet core;
    private ConfigurationTable now;
    private ConfigurationTable next;
    private final long[] situation = new long[2];
    private final Placements placements;
    /**
     * Number of the last placement that led to each situation of {@link #now}; {@code lastNext} is for {@link #next}.
     */
    private int[] lastNow = new int[16];

    private int[] lastNext = new int[16];
    private List<Placements.Placement> explanation = List.of();

    /**
     * Creates a sweep over a window of calls that ends with a return.
     *
     * @param from the begin of the window
     * @param end the end of the window, the time of a return
     */
    RelaxedSweep(Calls calls, int from, int end, BitSet initialStates, boolean repeatable, Meter budget) {
        this.calls = calls;
        this.transitions = calls.transitions();
        this.initialStates = initialStates;
        this.repeatable = repeatable;
        this.maxSituations = repeatable && !transitions.areNamed() ? MAX_ENDLESS : MAX_SITUATIONS;
        this.budget = budget;
        this.events = events(calls, from, end);
        this.slot = new int[calls.size()];
        this.open = new int[events.length];
        this.placements = new Placements(budget);
        this.standIns = new int[transitions.kindCount()];
    }

    private static int[] events(Calls calls, int from, int end) {
        long[] times = new long[2 * calls.size()];
        int count = 0;
        for (int c = 0; c < calls.size() && calls.invoked()[c] < end; c++) {
            if (calls.returned()[c] > from) {
                times[count++] = (long) Math.max(calls.invoked()[c], from) << 32 | c;
                if (calls.returned()[c] <= end) {
                    times[count++] = (long) calls.returned()[c] << 32 | ~c & 0xffffffffL;
                }
            }
        }
        Arrays.sort(times, 0, count);
        return Arrays.stream(times, 0, count).mapToInt(time -> (int) time).toArray();
    }

    /**
     * Returns the states possible just before the last return if no order explains the core; else null.
     *
     * @throws Meter.Spent if the problem is too large or the budget is spent
     */
    Set<Integer> statesAtEnd(BitSet core) {
        this.core = core;
        this.openCount = 0;
        Arrays.fill(standIns, 0);
        this.freeSlots = -1L;
        this.now = new ConfigurationTable(2, new long[0], budget);
        this.next = new ConfigurationTable(2, new long[0], budget);
        try {
            initialStates.stream().forEach(state -> add(state, 0, placements.root(state)));
            swap();
            Set<Integer> states = Set.of();
            for (int i = 0; i < events.length && now.size() > 0; i++) {
                if (i == events.length - 1) {
                    states = states();
                }
                if (events[i] >= 0) {
                    begin(events[i], i);
                } else {
                    end(~events[i]);
                }
                budget.checkTime();
            }
            explanation = now.size() == 0 ? List.of() : placements.upTo(lastNow[0]);
            return now.size() == 0 ? states : null;
        } finally {
            now.release();
            next.release();
            placements.release();
        }
    }

    /**
     * Returns the order that explains the core of the last {@link #statesAtEnd} call, initial state first; empty if
     * there was none.
     */
    List<Placements.Placement> explanation() {
        return explanation;
    }

    /** Returns the begins and ends in the window in order of time; an end is the complement of the call's number. */
    int[] events() {
        return events;
    }

    private Set<Integer> states() {
        Set<Integer> states = new TreeSet<>();
        for (int i = 0; i < now.size(); i++) {
            now.get(i, situation);
            states.add((int) situation[0]);
        }
        return states;
    }

    private boolean isOnce(int call) {
        return core.get(call) || !repeatable;
    }

    private void begin(int call, int event) {
        int kind = calls.kind()[call];
        boolean stoodFor = !isOnce(call) && standIns[kind]++ > 0;
        if (stoodFor || !core.get(call) && transitions.isObserver(kind)) {
            slot[call] = NO_SLOT;
            return;
        }
        slot[call] = isOnce(call) ? takeSlot() : NO_SLOT;
        if (slot[call] != NO_SLOT) {
            earlierEqual[slot[call]] = slotOfEarlierEqual(call);
        }
        open[openCount++] = call;
        for (int i = 0; i < now.size(); i++) {
            now.get(i, situation);
            add((int) situation[0], situation[1], lastNow[i]);
        }
        int carried = next.size();
        for (int i = 0; i < next.size(); i++) {
            if (i < carried && !isPlaced(i, call)) {
                place(i, call, event);
            } else {
                for (int k = 0; k < openCount; k++) {
                    place(i, open[k], event);
                }
            }
        }
        swap();
    }

    /** Returns true if a call that just began is already placed in a situation. */
    private boolean isPlaced(int number, int call) {
        next.get(number, situation);
        return slot[call] != NO_SLOT && (situation[1] & 1L << slot[call]) != 0;
    }

    private void place(int number, int call, int event) {
        next.get(number, situation);
        int state = (int) situation[0];
        long placed = situation[1];
        int at = slot[call];
        int after = transitions.step(state, calls.kind()[call]);
        boolean isOfUse = after >= 0 && (after != state || core.get(call));
        if (isOfUse && (at == NO_SLOT || (placed & 1L << at) == 0 && isNextOfEqual(at, placed))) {
            int before = lastNext[number];
            if (add(after, at == NO_SLOT ? placed : placed | 1L << at, before)) {
                lastNext[next.size() - 1] = placements.add(before, call, event, after);
            }
        }
    }

    private boolean isNextOfEqual(int at, long placed) {
        return earlierEqual[at] == NO_SLOT || (placed & 1L << earlierEqual[at]) != 0;
    }

    /** Returns the slot of the last call that is interchangeable with the given one, or {@link #NO_SLOT}. */
    private int slotOfEarlierEqual(int call) {
        int found = NO_SLOT;
        if (calls.returned()[call] == Calls.NEVER && !core.get(call)) {
            int last = NO_SLOT;
            for (int k = 0; k < openCount; k++) {
                int other = open[k];
                boolean isEqual = calls.kind()[other] == calls.kind()[call]
                        && calls.returned()[other] == Calls.NEVER
                        && !core.get(other);
                if (isEqual && other > last) {
                    last = other;
                    found = slot[other];
                }
            }
        }
        return found;
    }

    private int takeSlot() {
        if (freeSlots == 0) {
            throw budget.tooLarge();
        }
        int taken = Long.numberOfTrailingZeros(freeSlots);
        freeSlots &= freeSlots - 1;
        return taken;
    }

    private void end(int call) {
        int kind = calls.kind()[call];
        if (!isOnce(call) && --standIns[kind] > 0) {
            return;
        }
        int at = 0;
        while (at < openCount && open[at] != call && (isOnce(call) || !isStandIn(open[at], kind))) {
            at++;
        }
        if (at == openCount) {
            return;
        }
        open[at] = open[--openCount];
        if (slot[call] == NO_SLOT) {
            return;
        }
        long bit = 1L << slot[call];
        freeSlots |= bit;
        for (int i = 0; i < now.size(); i++) {
            now.get(i, situation);
            if (!core.get(call) || (situation[1] & bit) != 0) {
                add((int) situation[0], situation[1] & ~bit, lastNow[i]);
            }
        }
        swap();
    }

    private boolean isStandIn(int call, int kind) {
        return !isOnce(call) && calls.kind()[call] == kind;
    }

    /**
     * Adds a situation and places the open core observers that agree with its state. Returns false if the situation was
     * added before.
     */
    private boolean add(int state, long placed, int last) {
        long all = placed;
        for (int k = 0; k < openCount; k++) {
            int kind = calls.kind()[open[k]];
            if (transitions.isObserver(kind) && slot[open[k]] != NO_SLOT && transitions.step(state, kind) >= 0) {
                all |= 1L << slot[open[k]];
            }
        }
        if (!next.add(new long[] {state, all})) {
            return false;
        }
        if (next.size() > maxSituations) {
            throw budget.tooLarge();
        }
        if (next.size() > lastNext.length) {
            lastNext = Arrays.copyOf(lastNext, 2 * lastNext.length);
        }
        lastNext[next.size() - 1] = last;
        return true;
    }

    private void swap() {
        ConfigurationTable done = now;
        now = next;
        next = done;
        next.clear();
        int[] spare = lastNow;
        lastNow = lastNext;
        lastNext = spare;
    }
}
