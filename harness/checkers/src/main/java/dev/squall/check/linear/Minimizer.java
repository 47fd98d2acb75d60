package dev.squall.check.linear;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a minimal core of a violation (see {@link Counterexample}). First the shortest stretch before the call that
 * cannot be placed whose calls suffice, in doubling steps; then, since more doubt never makes a violation, the calls
 * that are needed, by halves (Junker, <i>QuickXplain</i>, 2004): for k of n calls some k log (n / k) questions.
 */
final class Minimizer {

    /** More states than this to begin with, and a stretch is no explanation. */
    private static final int MAX_STATES = 4_096;

    /** A minimal core, and the states possible at its end. */
    record Core(BitSet calls, Set<Integer> states, boolean repeatable) {}

    private final Problem problem;
    private final int layer;
    private final SearchBudget budget;
    private RelaxedSweep sweep;

    /**
     * For the violation of a problem.
     *
     * @param layer the first that nothing leaves
     */
    Minimizer(Problem problem, int layer, SearchBudget budget) {
        this.problem = problem;
        this.layer = layer;
        this.budget = budget;
    }

    /** The core; empty if it was not found within the budget. */
    Optional<Core> minimize() {
        return minimize(true).or(() -> minimize(false));
    }

    private Optional<Core> minimize(boolean repeatable) {
        try {
            for (int size = repeatable ? 1 : layer + 1; ; size *= 2) {
                int from = size > layer ? 0 : timeOf(layer - size);
                BitSet candidates = begunSince(from);
                sweep = new RelaxedSweep(
                        problem.calls, from, timeOf(layer), statesBefore(from, repeatable), repeatable, budget);
                if (sweep.statesAtEnd(candidates) != null) {
                    BitSet core =
                            needed(new BitSet(), false, candidates.stream().toArray());
                    return Optional.of(new Core(core, sweep.statesAtEnd(core), repeatable));
                }
                if (from == 0) {
                    return Optional.empty();
                }
            }
        } catch (SearchBudget.Spent spent) {
            return Optional.empty();
        }
    }

    private int timeOf(int layer) {
        return problem.calls.returned()[problem.layerCall[layer]];
    }

    private BitSet begunSince(int from) {
        BitSet begun = new BitSet();
        for (int c = problem.calls.size() - 1; c >= 0 && problem.calls.invoked()[c] >= from; c--) {
            if (problem.calls.invoked()[c] < timeOf(layer)) {
                begun.set(c);
            }
        }
        return begun;
    }

    /** The states that calls with the benefit of the doubt can have brought about. */
    private BitSet statesBefore(int from, boolean repeatable) {
        if (from > 0 && !repeatable) {
            throw budget.tooLarge();
        }
        return ReachableStates.at(from, problem.calls, MAX_STATES, budget);
    }

    /**
     * A minimal part of the candidates without which, the given calls being in the core, an order exists.
     *
     * @param grown whether calls were added to the given ones since it was last asked whether they suffice
     */
    private BitSet needed(BitSet given, boolean grown, int[] candidates) {
        if (grown && sweep.statesAtEnd(given) != null) {
            return new BitSet();
        }
        if (candidates.length == 1) {
            return union(new BitSet(), candidates);
        }
        int[] early = Arrays.copyOf(candidates, candidates.length / 2);
        int[] late = Arrays.copyOfRange(candidates, early.length, candidates.length);
        BitSet neededEarly = needed(union(given, late), true, early);
        BitSet neededLate = needed(union(given, neededEarly.stream().toArray()), !neededEarly.isEmpty(), late);
        neededLate.or(neededEarly);
        return neededLate;
    }

    private static BitSet union(BitSet set, int[] more) {
        BitSet union = (BitSet) set.clone();
        Arrays.stream(more).forEach(union::set);
        return union;
    }
}
