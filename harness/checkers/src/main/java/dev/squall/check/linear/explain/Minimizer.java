package dev.squall.check.linear.explain;

import dev.squall.check.Meter;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.model.ContainerModel;
import dev.squall.check.linear.search.Problem;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a minimal core of a violation (see {@link Counterexample}). First a stretch before the call that cannot be
 * placed whose calls suffice, in doubling steps: a few of them by {@link CoreGrowth} where states are named, else all
 * of them. Then, since more doubt never makes a violation, the calls that are needed, by {@link QuickXplain}.
 */
final class Minimizer {

    /** More states than this to begin with, and a stretch is no explanation. */
    private static final int MAX_STATES = 4_096;

    /** A minimal core, and the states possible at its end. */
    record Core(BitSet calls, Set<Integer> states, boolean repeatable) {}

    private final Problem problem;
    private final int layer;
    private final Meter budget;

    /**
     * For the violation of a problem.
     *
     * @param layer the first that nothing leaves
     */
    Minimizer(Problem problem, int layer, Meter budget) {
        this.problem = problem;
        this.layer = layer;
        this.budget = budget;
    }

    /** Returns the core; empty if it was not found within the budget. */
    Optional<Core> minimize() {
        if (problem.transitions.model() instanceof ContainerModel) {
            return minimize(false);
        }
        return grow().or(() -> minimize(true)).or(() -> minimize(false));
    }

    /** The core of a stretch, from below; only where repetition cannot make new states without end. */
    private Optional<Core> grow() {
        if (!problem.transitions.areNamed()) {
            return Optional.empty();
        }
        try {
            for (int size = 1; ; size *= 2) {
                int from = size > layer ? 0 : timeOf(layer - size);
                RelaxedSweep sweep =
                        new RelaxedSweep(problem.calls, from, timeOf(layer), statesBefore(from, true), true, budget);
                Optional<BitSet> found = CoreGrowth.sufficient(sweep, problem.calls, from, problem.layerCall[layer]);
                if (found.isPresent()) {
                    BitSet core = QuickXplain.minimal(found.get(), some -> sweep.statesAtEnd(some) != null);
                    return Optional.of(new Core(core, sweep.statesAtEnd(core), true));
                }
                if (from == 0) {
                    return Optional.empty();
                }
            }
        } catch (Meter.Spent spent) {
            return Optional.empty();
        }
    }

    private Optional<Core> minimize(boolean repeatable) {
        try {
            for (int size = repeatable ? 1 : layer + 1; ; size *= 2) {
                int from = size > layer ? 0 : timeOf(layer - size);
                BitSet candidates = begunSince(from);
                RelaxedSweep sweep = new RelaxedSweep(
                        problem.calls, from, timeOf(layer), statesBefore(from, repeatable), repeatable, budget);
                if (sweep.statesAtEnd(candidates) != null) {
                    BitSet core = QuickXplain.minimal(candidates, some -> sweep.statesAtEnd(some) != null);
                    return Optional.of(new Core(core, sweep.statesAtEnd(core), repeatable));
                }
                if (from == 0) {
                    return Optional.empty();
                }
            }
        } catch (Meter.Spent spent) {
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

    /** Returns the states that calls with the benefit of the doubt can have brought about. */
    private BitSet statesBefore(int from, boolean repeatable) {
        if (from > 0 && !repeatable) {
            throw budget.tooLarge();
        }
        return ReachableStates.at(from, problem.calls, MAX_STATES, budget);
    }
}
