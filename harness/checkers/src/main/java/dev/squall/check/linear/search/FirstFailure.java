package dev.squall.check.linear.search;

import dev.squall.check.Meter;
import dev.squall.check.Validity;
import dev.squall.check.linear.calls.Calls;
import dev.squall.check.linear.calls.Decision;

/**
 * Search for the first unplaceable call of a violation: an order exists up to the previous return, but not up to this
 * call's return. A method that proves a violation by later results does not know this call. The search bisects over the
 * layers, with one decision about a prefix for each step. A search that proved a violation usually reached that call's
 * layer, so the bisection begins there.
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
     * Returns the layer of the first unplaceable call.
     *
     * @param failing a layer up to whose return no order exists
     * @throws Meter.Spent if the budget is spent before the layer is known
     */
    public static int layer(Problem problem, int failing, Meter budget) {
        return layer(problem, failing, Portfolio.UNLIMITED, budget);
    }

    /**
     * Returns the layer of the first unplaceable call.
     *
     * @param maxSteps the approximate limit of steps for each prefix
     * @throws Meter.Spent if the budget is spent, or a prefix takes more steps
     */
    public static int layer(Problem problem, int failing, long maxSteps, Meter budget) {
        FirstFailure search = new FirstFailure(problem, failing, maxSteps, budget);
        search.ask(failing);
        return search.bisect();
    }

    /** Returns a violation with its unplaceable call located, as far as the budget allows. */
    static Decision locate(Decision decision, Calls calls, Meter budget) {
        Problem whole = new Problem(calls);
        int layer = whole.layers() - 1;
        try {
            FirstFailure search = new FirstFailure(whole, layer, Portfolio.UNLIMITED, budget);
            search.passable = decision.placed();
            search.ask(decision.placed() + 1);
            layer = search.bisect();
            Problem problem = new Problem(calls.prefix(whole.calls.returned()[whole.layerCall[layer]]));
            BreadthFirst prefix = new BreadthFirst(problem, budget);
            try {
                if (prefix.run(MAX_STEPS) == Search.Outcome.REFUTED) {
                    Decision exact = Portfolio.refuted(problem, prefix, decision.expanded() + prefix.expanded());
                    return exact.by(decision.method());
                }
            } finally {
                prefix.release();
            }
        } catch (Meter.Spent spent) {
            // The violation is proved, but its first unplaceable call is unknown.
        }
        return decision.at(whole.layerCall[layer], "no order of the operations explains their results up to here");
    }

    private int bisect() {
        while (passable < failing) {
            ask((passable + failing + 1) >>> 1);
        }
        return failing;
    }

    /** Decides if the first {@code layers} layers have an order, and narrows the bounds. */
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
