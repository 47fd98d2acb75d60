package dev.squall.check.linear.explain;

import dev.squall.check.Meter;
import dev.squall.check.linear.certificate.Counterexample;
import dev.squall.check.linear.model.ContainerModel;
import dev.squall.check.linear.search.Problem;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * Search for a minimal core of a violation (see {@link Counterexample}). The search first doubles a time window before
 * the unplaceable call until the calls in the window suffice for a violation. If states are named, {@link CoreGrowth}
 * selects a few of these calls. {@link QuickXplain} then removes the calls that are not needed.
 */
final class Minimizer {

    /** Largest number of initial states of a window. */
    private static final int MAX_STATES = 4_096;

    /** Minimal core, and the states possible at its end. */
    record Core(BitSet calls, Set<Integer> states, boolean repeatable) {}

    private final Problem problem;
    private final int layer;
    private final Meter budget;

    /**
     * Creates a minimizer for the violation of a problem.
     *
     * @param layer the first layer that no configuration passes
     */
    Minimizer(Problem problem, int layer, Meter budget) {
        this.problem = problem;
        this.layer = layer;
        this.budget = budget;
    }

    /** Returns the core; empty if none was found within the budget. */
    Optional<Core> minimize() {
        if (problem.transitions.model() instanceof ContainerModel) {
            return minimize(false);
        }
        return grow().or(() -> minimize(true)).or(() -> minimize(false));
    }

    /**
     * Returns the core of a window, found by {@link CoreGrowth}. Returns empty if repetition can create infinitely many
     * states, no core is found or the budget is spent.
     */
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

    /** Returns the states that relaxed calls can have left before a time. */
    private BitSet statesBefore(int from, boolean repeatable) {
        if (from > 0 && !repeatable) {
            throw budget.tooLarge();
        }
        return ReachableStates.at(from, problem.calls, MAX_STATES, budget);
    }
}
