package dev.squall.explore.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Breadth-first search for the shortest schedule to a state of some kind. Each state is visited once, at its smallest
 * depth. Needs executions that tell their {@link Execution#state} and can be {@linkplain Execution#copy copied}, and
 * memory for an execution of each state of two depths. Takes time linear in the number of events of the states below
 * the wanted depth. Not thread-safe.
 *
 * @param <E> type of the executions
 */
public final class ShortestSchedule<E extends Execution> {

    private final Predicate<? super E> isWanted;
    private final BooleanSupplier stop;
    private final long statesMax;
    private final StateTable seen = new StateTable();

    private boolean isCut;
    private int depth;

    /** An execution at the end of a path of events; {@code before} is null at the start. */
    private record Path<E>(E execution, Steps steps) {}

    private record Steps(Steps before, long event, int length) {

        long[] toArray() {
            long[] events = new long[length];
            for (Steps each = this; each.length > 0; each = each.before) {
                events[each.length - 1] = each.event;
            }
            return events;
        }
    }

    /**
     * @param isWanted tells the states to look for
     * @param statesMax number of states after which the search gives up
     * @param stop true when the search must end
     */
    public ShortestSchedule(Predicate<? super E> isWanted, long statesMax, BooleanSupplier stop) {
        this.isWanted = isWanted;
        this.statesMax = statesMax;
        this.stop = stop;
    }

    /**
     * Returns the events of a shortest schedule to a wanted state, with at most this length; empty if there is none, or
     * if the search gave up. Called once.
     */
    public Optional<long[]> find(E start, int lengthMax) {
        List<Path<E>> level = List.of(new Path<>(start, new Steps(null, 0, 0)));
        seen.add(start.state(), new long[0]);
        if (isWanted.test(start)) {
            return Optional.of(new long[0]);
        }
        for (int length = 1; length <= lengthMax && !level.isEmpty() && !isCut; length++) {
            depth = length;
            List<Path<E>> next = new ArrayList<>();
            for (Path<E> path : level) {
                Optional<long[]> found = continueFrom(path, next);
                if (found.isPresent() || isCut) {
                    return found;
                }
            }
            level = next;
        }
        return Optional.empty();
    }

    /** Returns true if the search gave up, so that there may be a shorter schedule than none. */
    public boolean isCut() {
        return isCut;
    }

    /** Returns the number of states visited. */
    public long states() {
        return seen.size();
    }

    /** Returns the length of the longest schedule tried. */
    public int depth() {
        return depth;
    }

    private Optional<long[]> continueFrom(Path<E> path, List<Path<E>> next) {
        for (long event : path.execution().enabled()) {
            E execution = take(path, event);
            long[] variants = execution.variants();
            Optional<long[]> found = enter(execution, path.steps(), event, next);
            for (int i = 0; i < variants.length && found.isEmpty(); i++) {
                found = enter(take(path, variants[i]), path.steps(), variants[i], next);
            }
            if (found.isPresent() || isCut) {
                return found;
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked") // a copy is of the type of the execution
    private E take(Path<E> path, long event) {
        E copy = (E) path.execution().copy();
        copy.take(event);
        return copy;
    }

    private Optional<long[]> enter(E execution, Steps before, long event, List<Path<E>> next) {
        if (seen.find(execution.state()) != StateTable.NEW) {
            return Optional.empty();
        }
        seen.add(execution.state(), new long[0]);
        isCut = seen.size() >= statesMax || seen.size() % Search.STEPS_BETWEEN_LOOKS == 0 && stop.getAsBoolean();
        Steps steps = new Steps(before, event, before.length() + 1);
        if (isWanted.test(execution)) {
            return Optional.of(steps.toArray());
        }
        next.add(new Path<>(execution, steps));
        return Optional.empty();
    }
}
