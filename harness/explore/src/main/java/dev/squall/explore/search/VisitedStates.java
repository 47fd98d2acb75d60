package dev.squall.explore.search;

import dev.squall.explore.state.StateKey;
import java.util.Arrays;

/**
 * The states that a search has visited, with the events that slept at every visit (Godefroid, LNCS 1032, chapter 6).
 * Events are kept by their {@linkplain Execution#canonical canonical names}. Not thread-safe.
 */
final class VisitedStates {

    private static final long[] NONE = {};

    private final StateTable table = new StateTable();

    int size() {
        return table.size();
    }

    /** Returns true for a state in which every event has been tried. */
    boolean isDone(StateKey state) {
        int place = table.find(state);
        return place != StateTable.NEW && table.sleeping(place).length == 0;
    }

    /** Adds the state of an execution unless it was visited; returns true if it was not. */
    boolean add(StateKey state, Execution execution, Level level) {
        if (table.find(state) != StateTable.NEW) {
            return false;
        }
        table.add(state, canonicalSleep(execution, level));
        return true;
    }

    /** Lets a level try the events that slept at every earlier visit of its state and are awake now. */
    void tryAwakened(StateKey state, Execution execution, Level level) {
        int place = table.find(state);
        long[] earlier = table.sleeping(place);
        long[] sleeping = canonicalSleep(execution, level);
        long[] still = new long[earlier.length];
        int size = 0;
        for (long event : earlier) {
            if (Level.contains(sleeping, event)) {
                still[size++] = event;
            } else {
                level.tryAlso(enabled(execution, level, event));
            }
        }
        table.setSleeping(place, Arrays.copyOf(still, size));
    }

    /** Returns the sleeping events that can still happen. The others would sleep for ever. */
    private static long[] canonicalSleep(Execution execution, Level level) {
        long[] sleeping = level.sleeping();
        if (sleeping.length == 0) {
            return NONE;
        }
        int size = 0;
        for (long event : sleeping) {
            if (Level.contains(level.enabled(), Execution.base(event))) {
                long canonical = execution.canonical(event);
                if (canonical != Execution.GONE) {
                    sleeping[size++] = canonical;
                }
            }
        }
        return size == 0 ? NONE : Arrays.copyOf(sleeping, size);
    }

    /** Returns the event, or variant of an event, that has a canonical name in this execution. */
    private static long enabled(Execution execution, Level level, long canonical) {
        for (long event : level.enabled()) {
            if (Execution.base(execution.canonical(event)) == Execution.base(canonical)) {
                return Execution.base(event) | canonical - Execution.base(canonical);
            }
        }
        throw new IllegalStateException("equal states have different events; a state must tell the whole future");
    }
}
