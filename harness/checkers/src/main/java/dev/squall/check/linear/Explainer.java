package dev.squall.check.linear;

import dev.squall.check.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the certificates of decisions, as far as its budget allows. */
final class Explainer {

    private final SearchBudget budget;

    Explainer(SearchBudget budget) {
        this.budget = budget;
    }

    /** A linearization of every part; empty if one was not found. */
    Optional<Certificate> linearization(List<LinearizabilityChecker.Part> parts) {
        List<Linearization.Order> orders = new ArrayList<>();
        try {
            for (LinearizabilityChecker.Part part : parts) {
                Problem problem = new Problem(part.calls());
                int[] trail = part.decision().trail();
                if (trail == null) {
                    trail = Portfolio.remember(part.calls(), budget).trail();
                }
                if (trail == null) {
                    return Optional.empty();
                }
                orders.add(new Linearization.Order(part.key(), Replay.order(problem, trail)));
            }
            return Optional.of(new Linearization(orders));
        } catch (SearchBudget.Spent spent) {
            return Optional.empty();
        }
    }

    /** A counterexample of a part that is a violation; empty if none was found. */
    Optional<Certificate> counterexample(LinearizabilityChecker.Part part) {
        try {
            Problem whole = new Problem(part.calls());
            int layer = FirstFailure.layer(whole, failingLayer(whole, part.decision()), budget);
            Calls prefix = part.calls().prefix(whole.calls.returned()[whole.layerCall[layer]]);
            Problem problem = new Problem(prefix);
            return new Minimizer(problem, layer, budget)
                    .minimize()
                    .map(core -> counterexample(part.key(), problem, problem.layerCall[layer], core));
        } catch (SearchBudget.Spent spent) {
            return Optional.empty();
        }
    }

    /**
     * A layer up to whose return there is no order: that of the call which the decision names, unless the decision took
     * later results into account, as monitors do.
     */
    private int failingLayer(Problem whole, Decision decision) {
        int named = whole.layerOf[decision.call()];
        Calls prefix = whole.calls.prefix(whole.calls.returned()[whole.layerCall[named]]);
        return Portfolio.decideLoosely(prefix, budget).validity() == Validity.VIOLATION ? named : whole.layers() - 1;
    }

    private static Certificate counterexample(Object key, Problem problem, int call, Minimizer.Core core) {
        List<Integer> operations = core.calls().stream()
                .mapToObj(c -> problem.calls.operation()[c])
                .toList();
        List<Object> states = new ArrayList<>();
        core.states().forEach(state -> states.add(problem.transitions.state(state)));
        return new Counterexample(key, operations, problem.calls.operation()[call], states, core.repeatable());
    }
}
