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
 * Decides whether a part of the calls, the <em>core</em>, can be explained by the rule of {@link Counterexample}, which
 * gives all other calls the benefit of the doubt. The sweep holds all possible situations, from one beginning or end of
 * a call to the next. Sees only a stretch of time: calls that overlap its begin must not be in the core.
 *
 * <p>Calls take effect right after some call begins, and the first of them is the call that just began: what could go
 * before it could go after the begin before. A call outside of the core that would leave the state as it is is not
 * placed. It need not be placed, and can be placed later if it is of use then. Equal repeatable calls outside of the
 * core stand for each other. Of equal calls outside of the core that never end, those that began first take effect
 * first.
 */
final class RelaxedSweep {

    /** More situations than this at once, and the question is too hard for an explanation. */
    private static final int MAX_SITUATIONS = 100_000;

    /** The same where repetition may make new states without end. */
    private static final int MAX_ENDLESS = 500;

    private static final int NO_SLOT = -1;

    private final Calls calls;
    private final Transitions transitions;
    private final boolean repeatable;
    private final int maxSituations;
    private final Meter budget;

    /** Begins and ends in the order of time: a call, or the complement of one that ends. */
    private final int[] events;

    private final BitSet initialStates;
    private final int[] slot;
    /** Indexed by slot: that of the last equal call before, if it does not matter which of them takes effect. */
    private final int[] earlierEqual = new int[Long.SIZE];

    private final int[] open;
    private int openCount;
    /** Number of open calls that one entry of {@link #open} stands for, by kind. */
    private final int[] standIns;

    private long freeSlots;
    private BitSet core;
    private ConfigurationTable now;
    private ConfigurationTable next;
    private final long[] situation = new long[2];
    private final Placements placements;
    /** Last placement of each situation of {@link #now} and {@link #next}. */
    private int[] lastNow = new int[16];

    private int[] lastNext = new int[16];
    private List<Placements.Placement> explanation = List.of();

    /**
     * Creates the question for calls of a prefix that ends with the return of its last layer.
     *
     * @param from where the stretch begins
     * @param end the return at which it is to be known whether anything is left
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
     * Returns the states that are possible right before the last return, or null if the core can be explained.
     *
     * @throws Meter.Spent if that is too hard to find out
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

    /** Returns an explanation of the core of the last question, the initial state first; empty if there was none. */
    List<Placements.Placement> explanation() {
        return explanation;
    }

    /** Returns the begins and ends of the stretch in the order of time: a call, or the complement of one that ends. */
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

    /** Returns true if an observer that just began was placed as soon as it was added. */
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

    /** Returns the slot of the last call that is interchangeable with this one, or none. */
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

    /** Adds a situation, with core observers that agree with the state in their places; false if it was there. */
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
