package dev.squall.explore.search;

import dev.squall.explore.state.StateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Depth-first search through the schedules of a system. The search goes back by a copy of an earlier execution, or by
 * running a new one up to the position where it tries another event. Unless it matches states, it needs memory for one
 * schedule only. It draws nothing at random: the same
 * system gives the same schedules in the same order.
 *
 * <p>Two schedules are equivalent if they differ only in the order of adjacent independent events. Equivalent schedules
 * have the same outcome. The search tries at least one schedule of every class:
 *
 * <ul>
 *   <li>With {@link Reduction#SLEEP_SETS}, an event e that was tried at a state sleeps in the states that are reached
 *       from there by other events, until an event that depends on e wakes it. A beginning that takes a sleeping e is
 *       equivalent to one in which e came first, which was tried.
 *   <li>With {@link Reduction#SOURCE_SETS}, a state tries one necessary event p at first. Let w be a schedule from this
 *       state. If w contains p and every event before p is independent of p, then w is equivalent to a schedule that
 *       begins with p. Otherwise let q be the first event of w that depends on p, and u the events before q. Then p u q
 *       is possible too, unless p makes q impossible. A schedule that begins with p u q is tried, by induction on the
 *       length of the schedules that are left; it shows the race of p and q, and the race adds an event to the state
 *       with which u q may begin. If p makes q impossible, q was possible before p, so that {@link
 *       Execution#isAlternative} or {@link Execution#variants} add it. If no necessary event is awake, the state tries
 *       every event.
 * </ul>
 *
 * <p>Events that are found only when e is taken, its variants and the alternatives that it makes impossible, are tried
 * directly after e. Let a be one of them, and f an event that is independent of e and a. Suppose that f came between e
 * and a. Below f the event e would sleep, so that a would not be found there, and below a the event f would sleep. No
 * schedule with a and f would be tried. If a comes before f, then f is awake below a.
 *
 * <p>The time is proportional to the sum of the lengths of the schedules tried, times their length for the races. Not
 * thread-safe.
 *
 * @param <E> type of the executions
 */
public final class Search<E extends Execution> {

    /** Longest schedule that a search follows. */
    public static final int LENGTH_MAX = 512;

    /** Events between two looks at the condition of {@link #until}. */
    public static final int STEPS_BETWEEN_LOOKS = 256;

    /** Memory for one state of {@link #matchingStates}, about, in bytes. */
    public static final int STATE_BYTES = 2 * StateTable.BYTES_MAX;

    /** Receiver of the schedules. */
    @FunctionalInterface
    public interface ScheduleListener<E> {

        /**
         * Takes a complete schedule, or one that was cut at the bound of its length.
         *
         * @param execution state at the end of the schedule; only valid during this call
         * @param events events of the schedule
         * @return false to end the search
         */
        boolean onSchedule(E execution, Schedule events);
    }

    /** View of the current schedule; only valid during the call that receives it. */
    public interface Schedule {

        int length();

        /** Returns a copy of the events. */
        long[] toArray();
    }

    /**
     * Counts of a search.
     *
     * @param schedules schedules tried; each belongs to a class of its own
     * @param steps events taken, without those repeated to go back: the number of different beginnings of schedules
     * @param redundant beginnings that were cut because every event was asleep
     * @param longest length of the longest schedule
     * @param cut schedules that were longer than the bound on their length
     * @param states different states; 0 unless states are matched
     * @param exhausted true if every class of schedules was tried, up to the bound on their length
     */
    public record Counts(
            long schedules, long steps, long redundant, int longest, long cut, long states, boolean exhausted) {}

    private final Supplier<? extends E> system;
    private final Reduction reduction;
    private final ScheduleListener<? super E> listener;
    private final Trace trace = new Trace();
    private final List<Level> levels = new ArrayList<>();

    private int lengthBound = LENGTH_MAX;
    private BooleanSupplier stop = () -> false;
    private long statesMax = Long.MAX_VALUE;
    /** Null unless states are matched. */
    private VisitedStates states;

    private long schedules;
    private long steps;
    private long redundant;
    private long cut;
    private int longest;
    private boolean ended;

    /**
     * @param system creates executions from the system's initial state
     * @param listener receives each schedule
     */
    public Search(Supplier<? extends E> system, Reduction reduction, ScheduleListener<? super E> listener) {
        this.system = system;
        this.reduction = reduction;
        this.listener = listener;
    }

    /**
     * Cuts schedules at this length, from 0 to {@link #LENGTH_MAX}. Source sets are not allowed with a bound below the
     * longest schedule: a race beyond the bound is not seen.
     */
    public Search<E> cutAt(int length) {
        if (length < 0 || length > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a schedule is cut at " + length + " events; expected 0 to " + LENGTH_MAX);
        }
        lengthBound = length;
        return this;
    }

    /** Ends the search soon after the condition is true. */
    public Search<E> until(BooleanSupplier condition) {
        stop = condition;
        return this;
    }

    /**
     * Visits each state once, for executions that tell their {@link Execution#state}. A state that is reached again is
     * left at once, but for the events that slept at every earlier visit and are now awake (Godefroid, chapter 6).
     *
     * @param most number of states after which the search ends, since each needs memory
     * @throws IllegalStateException if the search uses source sets, which need every schedule to its end
     */
    public Search<E> matchingStates(long most) {
        if (reduction == Reduction.SOURCE_SETS) {
            throw new IllegalStateException("states are matched with source sets; expected sleep sets or no reduction");
        }
        states = new VisitedStates();
        statesMax = most;
        return this;
    }

    /** Searches to the end, or until the listener or the condition ends the search. Called once. */
    public Counts run() {
        E execution = system.get();
        int depth = 0;
        enter(0, execution, null, null);
        boolean isBack = false;
        while (!ended) {
            Level level = levels.get(depth);
            if (!level.advance()) {
                if (depth == 0) {
                    break;
                }
                depth--;
                trace.cut(depth);
                isBack = true;
                continue;
            }
            if (isBack) {
                execution = again(level);
                isBack = false;
            }
            take(depth, execution, level);
            depth++;
        }
        int seen = states == null ? 0 : states.size();
        return new Counts(schedules, steps, redundant, longest, cut, seen, !ended && cut == 0);
    }

    /** Returns an execution in the state of the level to which the search has gone back. */
    @SuppressWarnings("unchecked") // a copy is of the type of the execution
    private E again(Level level) {
        E copy = level.saved() == null ? null : (E) level.saved().copy();
        return copy == null ? repeat() : copy;
    }

    private E repeat() {
        E execution = system.get();
        for (int i = 0; i < trace.length(); i++) {
            execution.take(trace.event(i));
        }
        return execution;
    }

    private void take(int depth, E execution, Level level) {
        long event = level.current();
        int cause = execution.cause(event);
        Footprint footprint = execution.take(event);
        if (++steps % STEPS_BETWEEN_LOOKS == 0 && stop.getAsBoolean()) {
            ended = true;
        }
        level.tryNext(execution.variants());
        boolean usesRaces = reduction == Reduction.SOURCE_SETS;
        trace.append(event, footprint, cause, usesRaces ? this::onRace : null);
        enter(depth + 1, execution, level, footprint);
        if (usesRaces) {
            tryAlternatives(execution, level, levels.get(depth + 1), event);
        }
        if (reduction != Reduction.NONE) {
            // The event sleeps from now on in this state, and thereby in the states below its other events.
            level.putToSleep(event, footprint);
        }
    }

    private void enter(int depth, E execution, Level above, Footprint taken) {
        if (levels.size() <= depth) {
            levels.add(new Level());
        }
        Level level = levels.get(depth);
        if (states != null) {
            enterState(depth, execution, level, above, taken);
            return;
        }
        enter(execution, level, above, taken);
        if (level.isComplete() || depth == lengthBound) {
            visit(depth, execution, level);
        }
        if (depth == lengthBound) {
            return;
        }
        if (reduction == Reduction.SOURCE_SETS) {
            level.tryFirst();
        } else {
            level.tryAll();
        }
        countRedundant(level);
    }

    private void visit(int depth, E execution, Level level) {
        schedules++;
        longest = Math.max(longest, depth);
        if (depth == lengthBound && level.enabled().length > 0) {
            cut++;
        }
        if (!listener.onSchedule(execution, schedule)) {
            ended = true;
        }
    }

    private void enter(E execution, Level level, Level above, Footprint taken) {
        level.enter(execution.enabled(), execution.necessary(), execution.copy());
        if (above != null && reduction != Reduction.NONE) {
            level.inheritSleep(above, taken);
        }
    }

    private void enterState(int depth, E execution, Level level, Level above, Footprint taken) {
        StateKey state = execution.state();
        if (states.isDone(state)) {
            level.leave();
            return;
        }
        enter(execution, level, above, taken);
        if (states.add(state, execution, level)) {
            ended |= states.size() >= statesMax;
            if (level.isComplete() || depth == lengthBound) {
                visit(depth, execution, level);
            }
            if (depth < lengthBound) {
                level.tryAll();
                countRedundant(level);
            }
        } else if (depth < lengthBound) {
            states.tryAwakened(state, execution, level);
        }
    }

    private void countRedundant(Level level) {
        if (level.isComplete()) {
            return;
        }
        for (long event : level.enabled()) {
            if (!level.isAsleep(event)) {
                return;
            }
        }
        redundant++;
    }

    private static void tryAlternatives(Execution execution, Level level, Level below, long event) {
        level.tryNext(Arrays.stream(level.enabled())
                .filter(other -> other != event
                        && !Level.contains(below.enabled(), other)
                        && execution.isAlternative(event, other))
                .toArray());
    }

    /**
     * Lets the state before the first event of a race try the second event earlier. Those events between the two that
     * do not depend on the first form a schedule from this state, with the second event at its end. The state tries one
     * of the events with which this schedule may begin, unless it already tries one or one sleeps.
     */
    private void onRace(int first, int second) {
        Level level = levels.get(first);
        long firstInitial = -1;
        for (int i = first + 1; i <= second; i++) {
            boolean isPart = i == second || !trace.happensBefore(first, i);
            if (isPart && isInitial(first, i)) {
                long initial = Execution.base(trace.event(i));
                if (level.isToBeTried(initial) || level.isAsleep(initial)) {
                    return;
                }
                firstInitial = firstInitial < 0 ? initial : firstInitial;
            }
        }
        if (Level.contains(level.enabled(), firstInitial)) {
            level.tryAlso(firstInitial);
        } else {
            level.tryAll();
        }
    }

    /** Returns true if a schedule without the first event may begin with the event at a position. */
    private boolean isInitial(int first, int position) {
        for (int i = first + 1; i < position; i++) {
            if (trace.happensBefore(i, position) && !trace.happensBefore(first, i)) {
                return false;
            }
        }
        return true;
    }

    private final Schedule schedule = new Schedule() {
        @Override
        public int length() {
            return trace.length();
        }

        @Override
        public long[] toArray() {
            return trace.toArray();
        }
    };
}
