package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;

/**
 * Finds the first call of a violation that cannot be placed: up to its return there is no order, and up to the return
 * before there is one. A method that proves a violation need not know it, for it may look at later results. Each
 * question is a search in a prefix; at most as many as the logarithm of the layers in doubt, and most often one.
 */
public final class FirstFailure {

    private static final long MAX_STEPS = 1L << 20;

    private final Problem problem;
    private final Meter budget;
    private final long maxSteps;
    private int passable;
    private int failing;

    private FirstFailure(Problem problem, int failing, long maxSteps, Meter budget) {
        this.problem = problem;
        this.failing = failing;
        this.maxSteps = maxSteps;
        this.budget = budget;
    }

    /**
     * Returns the layer of the first call that cannot be placed.
     *
     * @param failing a layer up to whose return there is no order
     * @throws Meter.Spent if that is not known within the budget
     */
    public static int layer(Problem problem, int failing, Meter budget) {
        return layer(problem, failing, Portfolio.UNLIMITED, budget);
    }

    /**
     * Returns the layer of the first call that cannot be placed.
     *
     * @param maxSteps about as many for each question
     * @throws Meter.Spent if that is not known within the budget, or a question takes more steps
     */
    public static int layer(Problem problem, int failing, long maxSteps, Meter budget) {
        FirstFailure search = new FirstFailure(problem, failing, maxSteps, budget);
        search.ask(failing);
        while (search.passable < search.failing) {
            search.ask((search.passable + search.failing + 1) >>> 1);
        }
        return search.failing;
    }

    /** Returns a violation whose place is not known, with its place, as far as the budget allows. */
    static Decision locate(Decision decision, Calls calls, Meter budget) {
        Problem whole = new Problem(calls);
        int layer = whole.layers() - 1;
        try {
            layer = layer(whole, layer, budget);
            Problem problem = new Problem(calls.prefix(whole.calls.returned()[whole.layerCall[layer]]));
            BreadthFirst search = new BreadthFirst(problem, budget);
            try {
                if (search.run(MAX_STEPS) == Search.Outcome.REFUTED) {
                    Decision exact = Portfolio.refuted(problem, search, decision.expanded() + search.expanded());
                    return exact.by(decision.method());
                }
            } finally {
                search.release();
            }
        } catch (Meter.Spent spent) {
            // The violation is proved, if not located.
        }
        return decision.at(whole.layerCall[layer], "no order of the operations explains their results up to here");
    }

    /** Finds out whether so many layers have an order. */
    private void ask(int layers) {
        if (layers == 0) {
            return;
        }
        int end = problem.calls.returned()[problem.layerCall[layers - 1]];
        Decision decision = Portfolio.decidePrefix(problem.calls.prefix(end), maxSteps, budget);
        if (decision.validity() == Validity.UNKNOWN) {
            throw budget.tooLarge();
        } else if (decision.validity() == Validity.VALID) {
            passable = layers;
        } else {
            failing = layers - 1;
            passable = Math.max(passable, Math.min(decision.placed(), failing));
        }
    }
}
