package dev.squall.check.register;

import dev.squall.check.Meter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Depth-first search with memoization for one order of a history's accesses. The order must keep each session's order,
 * and each read must return the last value written to its key. An uncertain access may be left out; it is the last of
 * its session. The search is exact: its pruning rules never remove the last remaining order.
 *
 * <ul>
 *   <li>A read that agrees with the current value is placed immediately. Moving the read to the front of the remaining
 *       order keeps the order correct, since a read affects no other access.
 *   <li>A value is not overwritten while a certain read of it is unplaced and no remaining write can restore it.
 *   <li>The search respects the implied order of the history, since every order contains it.
 *   <li>The possible continuations depend only on the position in each session and the values of the registers. So a
 *       state that failed once fails again.
 * </ul>
 *
 * <p>Takes time exponential in the number of sessions in the worst case, as the problem is NP-complete (Gibbons and
 * Korach, <i>Testing shared memories</i>, 1997); O(n k) if no value is overwritten too early.
 */
final class OrderSearch {

    /** Outcomes of a search. */
    enum Outcome {
        FOUND,
        /** No order exists. */
        REFUTED,
        /** The search met more states than allowed. */
        GIVEN_UP
    }

    private static final int NOTHING = -1;
    private static final int BYTES_PER_STATE = 80;

    private final List<List<Access>> sessions;
    private final Precedence precedence;
    private final Meter meter;
    private final int[] key;
    private final int[] read;
    private final int[] written;
    private final int[] position;
    private final int[] held;
    private final int[] readersLeft;
    private final int[] writersLeft;
    private final ArrayDeque<Placed> placed = new ArrayDeque<>();
    private final Set<State> failed = new HashSet<>();
    private int certainLeft;
    private int mostPlaced;
    private List<Access> frontier = List.of();

    /** @param precedence a partial order that every order contains; null if unknown */
    OrderSearch(RegisterHistory history, Precedence precedence, Meter meter) {
        this.sessions = history.sessions();
        this.precedence = precedence;
        this.meter = meter;
        int size = history.accesses().size();
        this.key = new int[size];
        this.read = new int[size];
        this.written = new int[size];
        Map<Object, Integer> keys = new HashMap<>();
        Map<Object, Integer> values = new HashMap<>();
        for (Access access : history.accesses()) {
            int id = access.id();
            key[id] = keys.computeIfAbsent(access.key(), k -> keys.size());
            read[id] = access.reads() ? number(values, access.key(), access.read()) : NOTHING;
            written[id] = access.writes() ? number(values, access.key(), access.written()) : NOTHING;
            certainLeft += access.isCertain() ? 1 : 0;
        }
        this.held = new int[keys.size()];
        keys.forEach((name, number) -> held[number] = number(values, name, history.initialValue()));
        this.position = new int[sessions.size()];
        this.readersLeft = new int[values.size()];
        this.writersLeft = new int[values.size()];
        history.accesses().forEach(access -> count(access, 1));
    }

    private static int number(Map<Object, Integer> values, Object key, Object value) {
        return values.computeIfAbsent(RegisterHistory.keyed(key, value), v -> values.size());
    }

    private record Placed(Access access, int heldBefore) {}

    private record State(int[] numbers) {

        @Override
        public boolean equals(Object other) {
            return other instanceof State state && Arrays.equals(numbers, state.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }

    /** Point at which the search can continue in several ways. */
    private static final class Choice {
        private final int placed;
        private final List<Access> ways;
        private int next;

        private Choice(int placed, List<Access> ways) {
            this.placed = placed;
            this.ways = ways;
        }
    }

    /** Runs the search to the end, or until it met more than {@code mostStates} states. */
    Outcome run(int mostStates) {
        ArrayDeque<Choice> choices = new ArrayDeque<>();
        placeReads();
        choices.push(new Choice(placed.size(), ways()));
        while (certainLeft > 0) {
            meter.step();
            Choice choice = choices.peek();
            if (choice == null) {
                return Outcome.REFUTED;
            }
            if (failed.size() > mostStates) {
                return Outcome.GIVEN_UP;
            }
            undoTo(choice.placed);
            if (choice.next == choice.ways.size()) {
                choices.pop();
                continue;
            }
            place(choice.ways.get(choice.next++));
            placeReads();
            if (isNew()) {
                choices.push(new Choice(placed.size(), ways()));
            }
        }
        return Outcome.FOUND;
    }

    /** Returns the largest number of accesses placed. */
    int mostPlaced() {
        return mostPlaced;
    }

    /** Returns the number of explored states. */
    int states() {
        return failed.size();
    }

    /** Returns the next access of each session at the point where most accesses were placed. */
    List<Access> frontier() {
        return frontier;
    }

    private boolean isNew() {
        int[] numbers = Arrays.copyOf(position, position.length + held.length);
        System.arraycopy(held, 0, numbers, position.length, held.length);
        if (!failed.add(new State(numbers))) {
            return false;
        }
        meter.reserve(BYTES_PER_STATE + (long) Integer.BYTES * numbers.length);
        return true;
    }

    /**
     * Places all accesses that change no value and may be next. Repeats only with a partial order, since a placed
     * access can then enable others.
     */
    private void placeReads() {
        int before;
        do {
            before = placed.size();
            for (int s = 0; s < position.length; s++) {
                Access next = next(s);
                while (next != null && isObserver(next) && isPossible(next)) {
                    place(next);
                    next = next(s);
                }
            }
        } while (precedence != null && placed.size() > before);
    }

    /** Returns the accesses that may be placed next: certain ones by invocation, then uncertain ones. */
    private List<Access> ways() {
        List<Access> next = new ArrayList<>();
        for (int s = 0; s < position.length; s++) {
            if (next(s) != null) {
                next.add(next(s));
            }
        }
        if (placed.size() > mostPlaced || frontier.isEmpty()) {
            mostPlaced = placed.size();
            frontier = List.copyOf(next);
        }
        List<Access> ways = new ArrayList<>(next);
        ways.removeIf(access -> !isPossible(access));
        ways.sort((a, b) -> a.isCertain() == b.isCertain()
                ? Integer.compare(a.id(), b.id())
                : Boolean.compare(b.isCertain(), a.isCertain()));
        return ways;
    }

    private Access next(int session) {
        List<Access> accesses = sessions.get(session);
        return position[session] == accesses.size() ? null : accesses.get(position[session]);
    }

    private boolean isObserver(Access access) {
        return written[access.id()] == NOTHING || written[access.id()] == read[access.id()];
    }

    private boolean isPossible(Access access) {
        int id = access.id();
        int value = held[key[id]];
        if (read[id] != NOTHING && read[id] != value) {
            return false;
        }
        if (written[id] != NOTHING && written[id] != value) {
            int otherReaders = readersLeft[value] - (read[id] == value && access.isCertain() ? 1 : 0);
            if (otherReaders > 0 && writersLeft[value] == 0) {
                return false;
            }
        }
        return precedence == null || isNextInPrecedence(access);
    }

    private boolean isNextInPrecedence(Access access) {
        for (int s = 0; s < position.length; s++) {
            int own = s == access.session() ? 1 : 0;
            if (precedence.reach(access, s) - own > position[s]) {
                return false;
            }
        }
        return true;
    }

    private void place(Access access) {
        int id = access.id();
        placed.push(new Placed(access, held[key[id]]));
        position[access.session()]++;
        certainLeft -= access.isCertain() ? 1 : 0;
        count(access, -1);
        if (written[id] != NOTHING) {
            held[key[id]] = written[id];
        }
    }

    private void undoTo(int size) {
        while (placed.size() > size) {
            Placed last = placed.pop();
            position[last.access().session()]--;
            certainLeft += last.access().isCertain() ? 1 : 0;
            count(last.access(), 1);
            held[key[last.access().id()]] = last.heldBefore();
        }
    }

    private void count(Access access, int change) {
        int id = access.id();
        if (read[id] != NOTHING && access.isCertain()) {
            readersLeft[read[id]] += change;
        }
        if (written[id] != NOTHING) {
            writersLeft[written[id]] += change;
        }
    }

    /** Returns the order found. */
    List<Access> order() {
        List<Access> order = new ArrayList<>(placed.size());
        placed.descendingIterator().forEachRemaining(step -> order.add(step.access()));
        return order;
    }
}
